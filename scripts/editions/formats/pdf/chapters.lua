-- Each chapter is a run of pages of its own, with its title in the running head. What a run needs is known when it
-- begins, so Typst need not ask it back on every page; and runs are laid out side by side.
local function running(header)
  local title, number = pandoc.List(), ''
  header.content:walk({
    Span = function(span)
      if span.classes:includes('heading-number') then number = pandoc.utils.stringify(span) end
    end,
  })
  local words = header.content:walk({
    Note = function() return {} end,
    Span = function(span)
      if span.classes:includes('heading-number') or span.classes:includes('page-mark') then return {} end
    end,
  })
  return number, pandoc.utils.stringify(words)
end

local function quoted(text)
  return '"' .. text:gsub('[\\"]', '\\%0'):gsub('%s+', ' '):gsub('^ ', '') .. '"'
end

function Pandoc(doc)
  local blocks, last = pandoc.Blocks({}), nil
  local function close()
    if last then blocks:insert(pandoc.RawBlock('typst', '#metadata(none) <' .. last .. '-end>')) end
  end
  for _, block in ipairs(doc.blocks) do
    if block.t == 'Header' and block.level == 1 then
      local number, title = running(block)
      close()
      last = block.identifier
      local head = ('running-head(%s, %s, <%s>)'):format(quoted(number), quoted(title), last)
      blocks:insert(pandoc.RawBlock('typst', ('#opening\n#set page(header: %s, footer: folio(<%s>))'):format(head, last)))
    end
    blocks:insert(block)
  end
  close()
  doc.blocks = blocks
  return doc
end
