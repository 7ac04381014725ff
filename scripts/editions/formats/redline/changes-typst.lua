-- What has come is underlined, what is gone struck out; colour only comes on top.
local MARKS = {
  insertion = '#text(fill: rgb("#1a5e34"), underline(offset: 0.18em)[',
  deletion = '#text(fill: rgb("#9b1c1c"), strike[',
}

function Span(span)
  for class, opening in pairs(MARKS) do
    if span.classes:includes(class) then
      local inlines = pandoc.Inlines({ pandoc.RawInline('typst', opening) })
      inlines:extend(span.content)
      inlines:insert(pandoc.RawInline('typst', '])'))
      return inlines
    end
  end
end
