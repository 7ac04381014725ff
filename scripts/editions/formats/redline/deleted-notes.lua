-- A note that is gone has no number any more: its text stands in its place, so that the others keep theirs.
local word = 'noot'

local function without_notes(span)
  if not span.classes:includes('deletion') then return nil end
  return span:walk({
    Note = function(note)
      local text = pandoc.utils.blocks_to_inlines(note.content)
      local inlines = pandoc.Inlines({ pandoc.Str(' [' .. word .. ':'), pandoc.Space() })
      inlines:extend(text)
      inlines:insert(pandoc.Str(']'))
      return inlines
    end,
  })
end

return {
  { Meta = function(meta) word = pandoc.utils.stringify(meta.wording.redline_note) end },
  { Span = without_notes },
}
