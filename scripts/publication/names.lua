-- A pandoc filter before citeproc: what CSL cannot say about names.
-- * A person of whom only the surname is known is shown as 'Van Oenen', not as 'Oenen, van'.
local function capitalised(text)
  return (text:gsub('^%a', string.upper))
end

local function shown(name)
  local particle = name['non-dropping-particle'] or name['dropping-particle']
  if name.given or not (particle and name.family) then return name end
  return { family = capitalised(particle .. ' ' .. name.family) }
end

function Pandoc(doc)
  local works = pandoc.utils.references(doc)
  for _, work in ipairs(works) do
    for _, role in ipairs { 'author', 'editor', 'translator', 'container-author' } do
      if type(work[role]) == 'table' then work[role] = pandoc.List(work[role]):map(shown) end
    end
  end
  doc.meta.references = works
  doc.meta.bibliography = nil
  return doc
end
