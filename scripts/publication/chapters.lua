-- A pandoc reader: a JSON list of chapter texts in, one Div per chapter out, each parsed on its own.
-- The dialect is what pandoc and Python-Markdown read alike, so that site and print agree (CONTRIBUTING.md, "Dialect").
local dialect = 'markdown-smart-implicit_header_references-auto_identifiers-example_lists-fancy_lists-grid_tables'
  .. '-multiline_tables-simple_tables-line_blocks-raw_tex-latex_macros-tex_math_dollars-superscript-subscript'
  .. '-strikeout-blank_before_header-blank_before_blockquote-yaml_metadata_block-pandoc_title_block+four_space_rule'

function Reader(sources)
  local chapters = pandoc.List()
  for _, text in ipairs(pandoc.json.decode(tostring(sources), false)) do
    local messages, parsed = pandoc.log.silence(function() return pandoc.read(text, dialect) end)
    chapters:insert(pandoc.Div(parsed.blocks, pandoc.Attr('', {}, { log = pandoc.json.encode(messages) })))
  end
  return pandoc.Pandoc(chapters)
end
