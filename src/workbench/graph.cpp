#include "workbench/graph.hpp"

#include "workbench/sketch.hpp"
#include <fmt/format.h>

namespace yeelen::workbench {

namespace {

std::string dot_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
        }
        out += c == '\n' ? std::string{"\\n"} : std::string(1, c);
    }
    return out;
}

std::string_view dot_shape(figure f) {
    switch (f) {
    case figure::entry: return "shape=plain, fontcolor=\"#555555\"";
    case figure::screen: return "shape=box, style=\"rounded,filled\", fillcolor=\"#fdf6e3\"";
    case figure::backend: return "shape=cds, style=filled, fillcolor=\"#e8eef7\"";
    case figure::decision: return "shape=diamond, style=filled, fillcolor=\"#f2f2f2\"";
    case figure::action: return "shape=box, style=filled, fillcolor=\"#eef7e8\"";
    case figure::last:
        return "shape=box, style=\"rounded,filled\", penwidth=2, fillcolor=\"#f7e8e8\"";
    }
    return {};
}

std::string mermaid_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '"': out += "#quot;"; break;
        case '#': out += "#35;"; break;
        case '<': out += "#lt;"; break;
        case '>': out += "#gt;"; break;
        case '\n': out += "<br>"; break;
        default: out += c;
        }
    }
    return out;
}

std::string mermaid_box(figure f, const std::string& text) {
    const auto quoted = fmt::format("\"{}\"", mermaid_text(text));
    switch (f) {
    case figure::entry: return fmt::format(">{}]", quoted);
    case figure::screen: return fmt::format("({})", quoted);
    case figure::backend: return fmt::format("[[{}]]", quoted);
    case figure::decision: return fmt::format("{{{{{}}}}}", quoted);
    case figure::action: return fmt::format("[{}]", quoted);
    case figure::last: return fmt::format("([{}])", quoted);
    }
    return {};
}

} // namespace

std::string to_dot(const menu::definition& menu, const graph_options& options) {
    const auto all = sketch_of(menu, options.language, options.failures);
    std::string out =
        fmt::format("digraph \"{}\" {{\n  rankdir=TB;\n  graph [fontname=\"Helvetica\", "
                    "fontsize=12];\n  node [fontname=\"Helvetica\", fontsize=11];\n"
                    "  edge [fontname=\"Helvetica\", fontsize=10];\n",
                    dot_text(menu.name()));
    for (std::size_t f = 0; f < all.flows.size(); ++f) {
        const bool inner = f != 0;
        if (inner) {
            out += fmt::format("  subgraph cluster_{} {{\n    label=\"{}\"; style=dashed;\n", f,
                               dot_text(all.flows[f]));
        }
        for (const auto& b : all.boxes) {
            if (b.flow == f) {
                out +=
                    fmt::format("  {}s{} [label=\"{}\", tooltip=\"{}\", {}];\n", inner ? "  " : "",
                                b.id, dot_text(b.text), dot_text(b.name), dot_shape(b.what));
            }
        }
        out += inner ? "  }\n" : "";
    }
    for (const auto& a : all.arrows) {
        out += fmt::format("  s{} -> s{} [label=\"{}\"{}];\n", a.from, a.to, dot_text(a.label),
                           a.failure  ? ", style=dotted, color=\"#aa3333\""
                           : a.enters ? ", style=dashed"
                                      : "");
    }
    return out + "}\n";
}

std::string to_mermaid(const menu::definition& menu, const graph_options& options) {
    const auto all = sketch_of(menu, options.language, options.failures);
    std::string out = "flowchart TD\n";
    for (std::size_t f = 0; f < all.flows.size(); ++f) {
        const bool inner = f != 0;
        if (inner) {
            out += fmt::format("  subgraph f{} [\"{}\"]\n", f, mermaid_text(all.flows[f]));
        }
        for (const auto& b : all.boxes) {
            if (b.flow == f) {
                out += fmt::format("  {}s{}{}\n", inner ? "  " : "", b.id,
                                   mermaid_box(b.what, b.text));
            }
        }
        out += inner ? "  end\n" : "";
    }
    for (const auto& a : all.arrows) {
        const std::string_view line = a.failure || a.enters ? "-.->" : "-->";
        out += a.label.empty() ? fmt::format("  s{} {} s{}\n", a.from, line, a.to)
                               : fmt::format("  s{} {}|\"{}\"| s{}\n", a.from, line,
                                             mermaid_text(a.label), a.to);
    }
    return out;
}

} // namespace yeelen::workbench
