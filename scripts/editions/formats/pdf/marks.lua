-- What pandoc's Typst writer drops is written as calls of functions that book.typ defines: pictures with their alt
-- text, and Divs and Spans by their class. A heading with a note needs a call too, for a label ends Typst's '= …'.
local BLOCKS = { ['figure-note'] = 'figure-note', ['csl-entry'] = 'entry', ['cited-in'] = 'cited-in' }
local INLINES = { ['heading-number'] = 'heading-number', ['figure-label'] = 'figure-label' }

local function quoted(text)
  return '"' .. text:gsub('[\\"]', '\\%0'):gsub('%s+', ' ') .. '"'
end

local function function_for(functions, element)
  for _, class in ipairs(element.classes) do
    if functions[class] then return functions[class] end
  end
end

function Image(image)
  local alt = pandoc.utils.stringify(image.caption)
  local share = (image.attributes.width or ''):match('^%d+%%$')
  local width = share and (', width: ' .. share) or ''
  local words = alt ~= '' and (', alt: ' .. quoted(alt)) or ''
  return pandoc.RawInline('typst', '#picture(' .. quoted('/' .. image.src) .. words .. width .. ')')
end

function Div(div)
  local name = function_for(BLOCKS, div)
  if not name then return nil end
  local label = div.identifier ~= '' and (' <' .. div.identifier .. '>') or ''
  local blocks = pandoc.Blocks({ pandoc.RawBlock('typst', '#' .. name .. '[') })
  blocks:extend(div.content)
  blocks:insert(pandoc.RawBlock('typst', ']' .. label))
  return blocks
end

function Span(span)
  local name = function_for(INLINES, span)
  if not name then return nil end
  local inlines = pandoc.Inlines({ pandoc.RawInline('typst', '#' .. name .. '[') })
  inlines:extend(span.content)
  inlines:insert(pandoc.RawInline('typst', ']'))
  return inlines
end

function Header(header)
  local places = pandoc.List()
  -- The contents repeat a heading, but a label may occur once: it moves behind the heading.
  local function unlabelled(span)
    if not span.classes:includes('noot') then return nil end
    places:insert('#metadata(none) <' .. span.identifier .. '>')
    return span.content
  end
  local content = header.content:walk({ Span = unlabelled })
  if #places == 0 then return nil end
  local inlines = pandoc.Inlines({ pandoc.RawInline('typst', '#heading(level: ' .. header.level .. ')[') })
  inlines:extend(content)
  inlines:insert(pandoc.RawInline('typst', '] <' .. header.identifier .. '>' .. table.concat(places)))
  return pandoc.Para(inlines)
end
