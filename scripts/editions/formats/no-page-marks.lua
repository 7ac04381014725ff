-- For formats that have no use for the marks of an earlier report's pages and of the first use of a term.
function Span(span)
  if span.classes:includes('page-mark') or span.classes:includes('term-use') then return {} end
end
