-- Notes as pop-ups, numbered through the book: the reader program shows an <aside> of type 'footnote' on the spot.
-- Attributes are lists of pairs: Lua's tables have another order on every run.
-- Each chapter (a level 1 heading and what follows) keeps its own notes at its end, with a way back to the text.
local stringify = pandoc.utils.stringify

local function reference(span)
  local number = span.identifier:gsub('^noot%-', '')
  local attributes = { { 'epub:type', 'noteref' }, { 'role', 'doc-noteref' } }
  -- Raw, or the number would be a word of the heading in the old table of contents (toc.ncx).
  local marker = pandoc.RawInline('html', '<sup>' .. number .. '</sup>')
  local link = pandoc.Link(marker, '#voetnoot-' .. number, '', pandoc.Attr('', {}, attributes))
  return pandoc.Span({ link }, pandoc.Attr(span.identifier, { 'noot' }))
end

local function aside(number, note, back)
  local words = back .. ' ' .. number
  local attributes = { { 'role', 'doc-backlink' }, { 'title', words }, { 'aria-label', words } }
  local way_back = pandoc.Link(number, '#noot-' .. number, '', pandoc.Attr('', { 'note-number' }, attributes))
  local blocks = pandoc.Blocks({
    pandoc.RawBlock('html', '<aside id="voetnoot-' .. number .. '" epub:type="footnote" role="doc-footnote">'),
  })
  blocks:extend(note)
  local first = blocks[2]
  if not (first and (first.t == 'Para' or first.t == 'Plain')) then
    first = pandoc.Para({})
    blocks:insert(2, first)
  end
  first.content:insert(1, pandoc.Space())
  first.content:insert(1, way_back)
  blocks:insert(pandoc.RawBlock('html', '</aside>'))
  return blocks
end

function Pandoc(doc)
  local back, heading = stringify(doc.meta.wording.back_to_text), stringify(doc.meta.wording.notes)
  local result, asides = pandoc.Blocks({}), pandoc.Blocks({})

  local function lift(span)
    local note = span.content[1]
    if not (note and note.t == 'Note') then return nil end
    asides:extend(aside(span.identifier:gsub('^noot%-', ''), note.content, back))
    return reference(span)
  end

  local function end_chapter()
    if #asides == 0 then return end
    result:insert(pandoc.RawBlock('html', '<section class="notes" epub:type="footnotes" aria-label="' .. heading .. '">'))
    result:extend(asides)
    result:insert(pandoc.RawBlock('html', '</section>'))
    asides = pandoc.Blocks({})
  end

  for _, block in ipairs(doc.blocks) do
    if block.t == 'Header' and block.level == 1 then end_chapter() end
    result:extend(pandoc.Blocks({ block }):walk({ Span = lift }))
  end
  end_chapter()
  doc.blocks = result
  return doc
end
