-- A table that the width of the text cannot hold is set smaller, or else on a page on its side. How wide a column must
-- be is known by its longest word; how many characters a line of small type holds, by the page.
local FULL, SMALLEST = 9, 6

local function longest_word(blocks)
  local longest = 0
  for word in pandoc.utils.stringify(blocks):gmatch('%S+') do
    -- Words break behind a hyphen and at a hyphenation point, say in parts of fourteen letters at most.
    for part in word:gmatch('[^-/]+') do longest = math.max(longest, math.min(utf8.len(part) or #part, 14)) end
  end
  return longest
end

local function needed(table)
  local widths = pandoc.List()
  local function measure(rows)
    for _, row in ipairs(rows) do
      for column, cell in ipairs(row.cells) do
        widths[column] = math.max(widths[column] or 0, longest_word(cell.contents) + 2)
      end
    end
  end
  measure(table.head.rows)
  for _, body in ipairs(table.bodies) do measure(body.body) end
  local sum = 0
  for _, width in ipairs(widths) do sum = sum + width end
  return sum
end

-- How large type may be, if a line of type of `FULL` points holds `room` characters.
local function size(room, characters)
  return math.max(SMALLEST, math.min(FULL, math.floor(2 * FULL * room / characters) / 2))
end

function Pandoc(doc)
  local variable = PANDOC_WRITER_OPTIONS.variables
  local function mm(name) return tonumber(tostring(variable[name])) end
  -- Sans type is on average half as wide as it is high; a point is 0.353 mm.
  local character = FULL * mm('size') / 10.5 * 0.353 * 0.52
  local upright = (mm('width') - mm('inside') - mm('outside')) / character
  local turned = (mm('height') - 2 * mm('bottom')) / character
  return doc:walk({
    Table = function(table)
      local characters = needed(table)
      if characters <= upright then return nil end
      local call = ('#narrowed(%s)['):format(size(upright, characters))
      if size(upright, characters) < 7.5 then call = ('#turned(%s)['):format(size(turned, characters)) end
      return { pandoc.RawBlock('typst', call), table, pandoc.RawBlock('typst', ']') }
    end,
  })
end
