-- What has come and what is gone as the elements that HTML has for it.
local MARKS = { insertion = 'ins', deletion = 'del' }

function Span(span)
  for class, element in pairs(MARKS) do
    if span.classes:includes(class) then
      local inlines = pandoc.Inlines({ pandoc.RawInline('html', '<' .. element .. '>') })
      inlines:extend(span.content)
      inlines:insert(pandoc.RawInline('html', '</' .. element .. '>'))
      return inlines
    end
  end
end
