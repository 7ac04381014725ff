-- pandoc's title page has no line for the publisher: it stands above the date.
function Meta(meta)
  local lines = pandoc.Inlines({})
  for _, line in ipairs({ meta.publisher or '', meta.date or '' }) do
    local text = pandoc.utils.stringify(line)
    if text ~= '' then
      if #lines > 0 then lines:insert(pandoc.LineBreak()) end
      lines:extend(pandoc.Inlines(text))
    end
  end
  meta.subject = meta.subtitle
  meta.date = #lines > 0 and pandoc.MetaInlines(lines) or nil
  return meta
end
