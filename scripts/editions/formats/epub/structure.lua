-- What reader programs and screen readers know the parts of a book by: chapters, colophon, sources, and where a page of
-- the printed report began (https://www.w3.org/TR/epub-ssv-11/, https://www.w3.org/TR/dpub-aria-1.1/).
-- Attributes are lists of pairs: Lua's tables have another order on every run.
local function named(type, role)
  return { { 'epub:type', type }, { 'role', role } }
end

local function page_break(page)
  return function(span)
    if not span.classes:includes('page-mark') then return nil end
    local attributes = named('pagebreak', 'doc-pagebreak')
    table.insert(attributes, { 'aria-label', page .. ' ' .. span.attributes.page })
    return pandoc.Span({}, pandoc.Attr(span.identifier, { 'page-mark' }, attributes))
  end
end

local function holds_sources(blocks, start)
  for index = start, #blocks do
    local block = blocks[index]
    if block.t == 'Header' and block.level == 1 then return false end
    if block.t == 'Div' and block.identifier == 'refs' then return true end
  end
  return false
end

local function structure(blocks, in_colophon)
  for index, block in ipairs(blocks) do
    if block.t == 'Div' and block.identifier == 'colophon' then
      block.content = structure(block.content, true)
    elseif block.t == 'Header' and block.level == 1 then
      local kind = named('chapter', 'doc-chapter')
      if in_colophon then kind = named('colophon', 'doc-colophon') end
      if holds_sources(blocks, index + 1) then kind = named('bibliography', 'doc-bibliography') end
      blocks[index] = pandoc.Header(1, block.content, pandoc.Attr(block.identifier, block.classes, kind))
    end
  end
  return blocks
end

function Pandoc(doc)
  doc.blocks = structure(doc.blocks:walk({ Span = page_break(pandoc.utils.stringify(doc.meta.wording.reader_page)) }))
  return doc
end
