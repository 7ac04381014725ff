-- A pandoc filter between works.lua and citeproc: the cited works once more, as APA has them, in a Div 'apa' of its own.
-- It costs no second run of pandoc; what goes in are the references that works.lua has prepared.
local PORTION = 50
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

-- The list of some of the works, each with an id of its own.
local function listed(works, lang)
  local all = pandoc.Cite({}, { pandoc.Citation('*', 'NormalCitation') })
  local nocite = pandoc.MetaInlines { all }
  local list = pandoc.utils.citeproc(pandoc.Pandoc({}, { csl = STYLE, lang = lang, references = works, nocite = nocite }))
  local refs = list.blocks:find_if(function(block) return block.identifier == 'refs' end)
  return refs and refs.content:map(function(entry)
    entry.identifier = entry.identifier:gsub('^ref%-', 'apa-')
    return entry:walk { Inlines = without_second_stop }
  end) or {}
end

function Pandoc(doc)
  local works, entries = prepared(doc), pandoc.List()
  -- In portions: citeproc compares every work with every other, to tell namesakes apart, which a list does not need.
  for first = 1, #works, PORTION do
    entries:extend(listed(table.move(works, first, math.min(first + PORTION - 1, #works), 1, {}), doc.meta.lang))
  end
  doc.blocks:insert(pandoc.Div(entries, { id = 'apa' }))
  return doc
end
