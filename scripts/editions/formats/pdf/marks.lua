-- What pandoc's Typst writer drops is written as calls of functions that book.typ defines: pictures with their alt
-- text, and Divs and Spans by their class. A heading with a note needs a call too, for a label ends Typst's '= …'.
local BLOCKS = { ['figure-note'] = 'figure-note', ['csl-entry'] = 'entry' }
-- Characters of three lines of running text.
local FIRST_LINES = 280
local INLINES = { ['heading-number'] = 'heading-number', ['figure-label'] = 'figure-label', ['table-label'] = 'figure-label' }

local function quoted(text)
  return '"' .. text:gsub('[\\"]', '\\%0'):gsub('%s+', ' ') .. '"'
end

local function raw(before, inlines, after)
  local result = pandoc.Inlines({ pandoc.RawInline('typst', before) })
  result:extend(inlines)
  result:insert(pandoc.RawInline('typst', after))
  return result
end

local function function_for(functions, element)
  for _, class in ipairs(element.classes) do
    if functions[class] then return functions[class] end
  end
end

local function image_call(image)
  local alt = pandoc.utils.stringify(image.caption)
  local share = (image.attributes.width or ''):match('^%d+%%$')
  local width = share and (', width: ' .. share) or ''
  local words = alt ~= '' and (', alt: ' .. quoted(alt)) or ''
  return pandoc.RawInline('typst', '#picture(' .. quoted('/' .. image.src) .. words .. width .. ')')
end

-- Where a work is cited: the notes that the composed document links to, of which the template finds the pages.
local function cited_in(div)
  local ids = pandoc.List()
  div:walk({ Link = function(link) ids:insert(quoted(link.target:gsub('^#', ''))) end })
  return pandoc.RawBlock('typst', '#cited-in(' .. table.concat(ids, ', ') .. ')')
end

local function div_call(div)
  if div.identifier == 'refs' then
    local blocks = pandoc.Blocks({ pandoc.RawBlock('typst', '#reference-list[') })
    blocks:extend(div.content)
    blocks:insert(pandoc.RawBlock('typst', ']'))
    return blocks
  end
  if div.classes:includes('cited-in') then return cited_in(div) end
  if div.classes:includes('abbreviation') then
    local inlines = pandoc.utils.blocks_to_inlines(div.content)
    return pandoc.Plain(raw('#abbreviation(<' .. div.attributes.use .. '>)[', inlines, ']'))
  end
  local name = function_for(BLOCKS, div)
  if not name then return nil end
  local label = div.identifier ~= '' and (' <' .. div.identifier .. '>') or ''
  local blocks = pandoc.Blocks({ pandoc.RawBlock('typst', '#' .. name .. '[') })
  blocks:extend(div.content)
  blocks:insert(pandoc.RawBlock('typst', ']' .. label))
  return blocks
end

local function numbered(span, label)
  local number = span.identifier:gsub('^noot%-', '')
  return raw('#numbered(' .. quoted(number) .. ')[', span.content, label .. ']')
end

local function span_call(span)
  if span.classes:includes('page-mark') then
    return pandoc.RawInline('typst', '#page-mark(' .. quoted(span.attributes.page) .. ')')
  end
  if span.classes:includes('term-use') then
    return pandoc.RawInline('typst', '#metadata(none) <' .. span.identifier .. '>')
  end
  if span.classes:includes('noot') then return numbered(span, '<' .. span.identifier .. '>') end
  local lang, region = (span.attributes.lang or ''):match('^(%a+)%-?(%a*)')
  if lang then
    local place = region ~= '' and (', region: ' .. quoted(region)) or ''
    return raw('#text(lang: ' .. quoted(lang:lower()) .. place .. ')[', span.content, ']')
  end
  local name = function_for(INLINES, span)
  if not name then return nil end
  return raw('#' .. name .. '[', span.content, ']')
end

local function heading_call(header)
  local places = pandoc.List()
  -- The contents repeat a heading, but a label may occur once: it moves behind the heading.
  local function unlabelled(span)
    if not span.classes:includes('noot') then return nil end
    places:insert('#metadata(none) <' .. span.identifier .. '>')
    return numbered(span, '')
  end
  local content = header.content:walk({ Span = unlabelled })
  if #places == 0 then return nil end
  local inlines = pandoc.Inlines({ pandoc.RawInline('typst', '#heading(level: ' .. header.level .. ')[') })
  inlines:extend(content)
  inlines:insert(pandoc.RawInline('typst', '] <' .. header.identifier .. '>' .. table.concat(places)))
  return pandoc.Para(inlines)
end

-- Whether there is a note in the first lines of a paragraph, or of one in a list.
local function has_early_note(block)
  local found, length = false, 0
  local function reads(inlines)
    length = 0
    inlines:walk({
      traverse = 'topdown',
      Str = function(str) length = length + utf8.len(str.text) + 1 end,
      Span = function(span)
        if not span.classes:includes('noot') then return nil end
        found = found or length < FIRST_LINES
        return span, false
      end,
    })
    return nil, false
  end
  local function paragraph(para) return reads(para.content) end
  pandoc.Blocks({ block }):walk({ traverse = 'topdown', Para = paragraph, Plain = paragraph })
  return found
end

local function with_notes(block)
  if not has_early_note(block) then return nil end
  local blocks = pandoc.Blocks({ pandoc.RawBlock('typst', '#noted[') })
  blocks:extend({ block, pandoc.RawBlock('typst', ']') })
  return blocks, false
end

local function headings_and_notes(doc)
  doc.blocks = doc.blocks:walk({
    traverse = 'topdown',
    Header = heading_call,
    Para = with_notes,
    BulletList = with_notes,
    OrderedList = with_notes,
    Note = function(note) return note, false end,
    Table = function(table) return table, false end,
  })
  return doc
end

return { { Pandoc = headings_and_notes }, { Image = image_call, Div = div_call, Span = span_call } }
