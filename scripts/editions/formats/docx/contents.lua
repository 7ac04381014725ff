-- The table of contents behind the colophon: a field that Word can update, filled already with links to the headings.
local DEPTH = 2
local OPEN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-' .. DEPTH
  .. '" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
local CLOSE = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'

local function entries(blocks)
  local found = pandoc.List()
  for _, block in ipairs(blocks) do
    if block.t == 'Header' and block.level <= DEPTH then
      local text = block.content:walk({ Note = function() return {} end, Link = function(link) return link.content end })
      local link = pandoc.Link(text, '#' .. block.identifier)
      found:insert({ style = 'toc ' .. block.level, inlines = pandoc.Inlines({ link }) })
    end
  end
  return found
end

local function contents(title, list)
  list[1].inlines:insert(1, pandoc.RawInline('openxml', OPEN))
  list[#list].inlines:insert(pandoc.RawInline('openxml', CLOSE))
  local blocks = pandoc.Blocks({ pandoc.Div(pandoc.Para(title), { ['custom-style'] = 'TOC Heading' }) })
  for _, entry in ipairs(list) do
    blocks:insert(pandoc.Div(pandoc.Para(entry.inlines), { ['custom-style'] = entry.style }))
  end
  return blocks
end

function Pandoc(doc)
  local list = entries(doc.blocks)
  if #list == 0 then return nil end
  local front = doc.blocks[1] and doc.blocks[1].identifier == 'colophon' and 1 or 0
  local title = pandoc.Inlines(pandoc.utils.stringify(doc.meta['toc-title']))
  for position, block in ipairs(contents(title, list)) do
    doc.blocks:insert(front + position, block)
  end
  return doc
end
