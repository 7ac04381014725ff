-- A pandoc filter between works.lua and citeproc: the cited works once more, as APA has them, in a Div 'apa' of its own.
-- It costs no second run of pandoc; what goes in are the references that works.lua has prepared.
local OTHERS = '\u{E000}others'
local STYLE = pandoc.path.join { pandoc.path.directory(PANDOC_SCRIPT_FILE), 'apa.csl' }

-- APA keeps a particle in front of the name: 'de Wit, C.'
local function with_particle(name)
  name['non-dropping-particle'] = name['non-dropping-particle'] or name['dropping-particle']
  name['dropping-particle'] = nil
end

local function prepared(doc)
  local works = pandoc.utils.references(doc)
  for _, work in ipairs(works) do
    for _, role in ipairs { 'author', 'editor' } do
      for _, name in ipairs(work[role] or {}) do with_particle(name) end
    end
  end
  return works
end

-- Behind 'et al.' (still the mark that polish.py knows) stands no second full stop.
local function without_second_stop(inlines)
  for index = 2, #inlines do
    local text = inlines[index].t == 'Str' and inlines[index].text
    if text and text:sub(1, 1) == '.' and pandoc.utils.stringify(inlines[index - 1]):match(OTHERS .. '$') then
      inlines[index].text = text:sub(2)
    end
  end
  return inlines
end

function Pandoc(doc)
  local all = pandoc.Cite({}, { pandoc.Citation('*', 'NormalCitation') })
  local list = pandoc.Pandoc({}, {
    csl = STYLE,
    lang = doc.meta.lang,
    references = prepared(doc),
    nocite = pandoc.MetaInlines { all },
  })
  for _, block in ipairs(pandoc.utils.citeproc(list).blocks) do
    if block.identifier == 'refs' then
      local entries = block.content:map(function(entry)
        entry.identifier = entry.identifier:gsub('^ref%-', 'apa-')
        return entry:walk { Inlines = without_second_stop }
      end)
      doc.blocks:insert(pandoc.Div(entries, { id = 'apa' }))
    end
  end
  return doc
end
