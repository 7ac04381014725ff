-- The colophon leaves the text: book.typ prints it before the contents.
function Pandoc(doc)
  local rest = pandoc.Blocks({})
  for _, block in ipairs(doc.blocks) do
    if block.identifier == 'colophon' then
      doc.meta.colophon = pandoc.MetaBlocks(block.content)
    else
      rest:insert(block)
    end
  end
  doc.blocks = rest
  return doc
end
