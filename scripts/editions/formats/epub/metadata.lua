-- What the package document says: an ISO date (the title page shows the date as readers read it) and how accessible
-- the book is (https://www.w3.org/TR/epub-a11y-11/).
function Pandoc(doc)
  local meta = doc.meta
  meta['shown-date'], meta.date = meta.date, meta['date-iso']
  local modes = pandoc.List({ 'textual' })
  doc:walk({ Image = function() modes[2] = 'visual' end })
  meta.accessModes = modes
  meta.accessModeSufficient = 'textual'
  meta.accessibilityFeatures =
    { 'alternativeText', 'readingOrder', 'structuralNavigation', 'tableOfContents' }
  meta.accessibilityHazards = { 'none' }
  meta.accessibilitySummary = meta.wording.accessibility_summary
  return doc
end
