-- Text that begins like a list or a heading of Typst ('1.', '-', '+', '=', '/') is escaped; pandoc does so in paragraphs
-- only, not in notes, headings, cells and captions.
function Inlines(inlines)
  local first = inlines[1]
  if first and first.t == 'Str' and (first.text:match('^%d+%.$') or first.text:match('^[-+/]$') or first.text:match('^=+$')) then
    inlines[1] = pandoc.RawInline('typst', '\\' .. first.text)
  end
  return inlines
end
