-- What the package document says: an ISO date (the title page shows the date as readers read it) and how accessible
-- the book is (https://www.w3.org/TR/epub-a11y-11/).
function Pandoc(doc)
  local meta = doc.meta
  meta['shown-date'], meta.date = meta.date, meta['date-iso']
  local modes = pandoc.List({ 'textual' })
  local features = pandoc.List({ 'alternativeText', 'displayTransformability', 'readingOrder' })
  features:extend({ 'structuralNavigation', 'tableOfContents', 'unlocked' })
  local paged = false
  doc:walk({
    Image = function() modes[2] = 'visual' end,
    Span = function(span) paged = paged or span.classes:includes('page-mark') end,
  })
  if paged then
    features:extend({ 'pageBreakMarkers', 'pageNavigation' })
  end
  meta.accessModes = modes
  meta.accessModeSufficient = 'textual'
  meta.accessibilityFeatures = features
  meta.accessibilityHazards = { 'none' }
  meta.accessibilitySummary = meta.wording.accessibility_summary
  return doc
end
