-- For formats that have no use for the marks of an earlier report's pages.
function Span(span)
  if span.classes:includes('page-mark') then return {} end
end
