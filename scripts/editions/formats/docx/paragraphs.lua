-- Classes of the composed document as styles of docx/styles.yml.
local STYLES = { ['cited-in'] = 'Cited In', ['figure-label'] = 'Figure Label', ['table-label'] = 'Figure Label' }

local function styled(element)
  for _, class in ipairs(element.classes) do
    if STYLES[class] then
      element.attributes['custom-style'] = STYLES[class]
      return element
    end
  end
end

Div, Span = styled, styled
