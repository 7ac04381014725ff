-- A pandoc filter before citeproc: what CSL cannot say about names, and in which language a title is.
-- * A person of whom only the surname is known is shown as 'Van Oenen', not as 'Oenen, van'.
-- * BibTeX's 'and others' arrives as a person named others; a mark (polish.py) tells it from the word in a title.
local OTHERS = '\u{E000}others'

local function capitalised(text)
  return (text:gsub('^%a', string.upper))
end

local function shown(name)
  local particle = name['non-dropping-particle'] or name['dropping-particle']
  if name.given or not (particle and name.family) then return name end
  return { family = capitalised(particle .. ' ' .. name.family) }
end

local function and_others(names)
  local last = names[#names]
  local word = last and not last.given and (last.family or last.literal)
  if #names > 1 and word == 'others' then names[#names] = { family = OTHERS } end
  return names
end

local function language(tag)
  return (tag:lower():match('^%a+'))
end

-- Titles in another language than the publication's, for hyphenation, screen readers and spelling checks.
local function with_language(work, publication)
  local tag = type(work.language) == 'string' and work.language or pandoc.utils.stringify(work.language or '')
  if tag == '' or language(tag) == publication then return end
  for _, field in ipairs { 'title', 'container-title', 'collection-title' } do
    if work[field] then work[field] = pandoc.Span(pandoc.Inlines(work[field]), { lang = tag }) end
  end
end

function Pandoc(doc)
  local works = pandoc.utils.references(doc)
  -- The works as they are, for who needs data and not text (citeproc.py).
  doc.meta['csl-json'] = pandoc.write(pandoc.Pandoc({}, pandoc.Meta { references = works }), 'csljson')
  for _, work in ipairs(works) do
    with_language(work, language(pandoc.utils.stringify(doc.meta.lang)))
    for _, role in ipairs { 'author', 'editor', 'translator', 'container-author' } do
      if type(work[role]) == 'table' then work[role] = and_others(pandoc.List(work[role]):map(shown)) end
    end
  end
  doc.meta.references = works
  doc.meta.bibliography = nil
  return doc
end
