-- A pandoc writer behind citeproc: every Div of the document as {id, html, plain, json}, so that one citeproc pass
-- gives the notes and the reference list in all the forms that the editions need.
local stringify = pandoc.utils.stringify

local function form(id, blocks)
  local doc = pandoc.Pandoc(blocks)
  local html = pandoc.write(doc, 'html', { wrap_text = 'none' })
  local plain = pandoc.write(doc, 'plain', { wrap_text = 'none' })
  return { id = id, html = html, plain = plain, json = pandoc.write(doc, 'json') }
end

-- BibTeX's 'and others' reaches citeproc as a person named others: 'Jonkman, H. & others' becomes 'Jonkman, H. et al.'
local function and_others(inlines)
  for i = #inlines, 3, -1 do
    if inlines[i].t == 'Str' and inlines[i].text:match('^others%f[%A]') and inlines[i - 1].t == 'Space'
      and inlines[i - 2].t == 'Str' and #inlines[i - 2].text <= 3 then
      local rest = inlines[i].text:sub(#'others' + 1)
      inlines[i].text = 'al.' .. rest:gsub('^%.', '')
      inlines[i - 2].text = 'et'
    end
  end
  return inlines
end

-- citeproc starts a note with a capital, also where it starts with a URL.
local function url_case(str)
  str.text = str.text:gsub('^Http', 'http')
  return str
end

-- In a note the reference stands as text, so the note that a note style makes of each citation is opened.
local open = {
  Note = function(note) return pandoc.utils.blocks_to_inlines(note.content) end,
}
local polish = { Inlines = and_others, Str = url_case }

local function ends_in_url(inlines)
  local last = inlines[#inlines]
  while last and last.content and last.t ~= 'Link' do last = last.content[#last.content] end
  return last and (last.t == 'Link' or (last.t == 'Str' and last.text:match('^https?://')))
end

local function full_stop(inlines)
  if #inlines > 0 and not stringify(inlines):match('[.?!…”]$') and not ends_in_url(inlines) then
    inlines:insert(pandoc.Str('.'))
  end
end

-- Within a note with words of its own, a reference before a new sentence gets the full stop that ends it.
local function between_sentences(inlines)
  for i = 1, #inlines - 2 do
    local cluster, gap, following = inlines[i], inlines[i + 1], inlines[i + 2]
    if cluster.t == 'Span' and cluster.classes:includes('cluster') and (gap.t == 'Space' or gap.t == 'SoftBreak')
      and following.t == 'Str' and following.text:match('^%u') then
      full_stop(cluster.content)
    end
  end
  return inlines
end

local function note(block)
  local content = block:walk(open):walk(polish):walk({ Inlines = between_sentences }).content
  if block.classes:includes('reference') then full_stop(content[#content].content) end
  return form(block.identifier, content)
end

local function work(block)
  local content = block:walk(polish).content
  full_stop(content[#content].content)
  return form(block.identifier:gsub('^ref%-', ''), content)
end

function Writer(doc)
  local notes, works = pandoc.List(), pandoc.List()
  for _, block in ipairs(doc.blocks) do
    if block.identifier == 'refs' then
      works:extend(block.content:map(work))
    elseif block.t == 'Div' then
      notes:insert(note(block))
    end
  end
  return pandoc.json.encode({ notes = notes, works = works })
end

Template = ''
