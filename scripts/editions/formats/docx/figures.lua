-- A figure as Word has it: the picture in a paragraph of its own, the caption below it in the built-in style.
function Figure(figure)
  local blocks = pandoc.Blocks({})
  for _, block in ipairs(figure.content) do
    blocks:insert(pandoc.Div(pandoc.Para(pandoc.utils.blocks_to_inlines({ block })), { ['custom-style'] = 'Figure' }))
  end
  for _, block in ipairs(figure.caption.long) do
    local style = block.t == 'Div' and 'Figure Note' or 'caption'
    blocks:insert(pandoc.Div(pandoc.Para(pandoc.utils.blocks_to_inlines({ block })), { ['custom-style'] = style }))
  end
  return pandoc.Div(blocks, pandoc.Attr(figure.identifier))
end
