// The body as calm rich text: paragraph, cross-head, block quote, pull quote, lists, link, bold, italic.
// The editor's address comes with the field: the site's CSP allows no inline import map.

const pullQuote = (Node) =>
  Node.create({
    name: "pullQuote",
    group: "block",
    content: "paragraph+",
    defining: true,
    parseHTML: () => [{ tag: "aside.pull" }],
    renderHTML: () => ["aside", { class: "pull" }, 0],
    addMenuItems({ menu, buttons }) {
      menu.defineItem({
        name: "pullQuote",
        groups: "nodes",
        command: (editor) => editor.chain().focus().toggleWrap("pullQuote").run(),
        button: buttons.material("format_size", "pull quote"),
        active: (editor) => editor.isActive("pullQuote"),
      });
    },
  });

const extensions = (prose) => [
  prose.Document,
  prose.Paragraph,
  prose.Text,
  prose.HardBreak,
  prose.Heading.configure({ levels: [2] }),
  prose.Blockquote,
  pullQuote(prose.Node),
  prose.BulletList,
  prose.OrderedList.configure({ enableListAttributes: false }),
  prose.ListItem,
  prose.Bold,
  prose.Italic,
  prose.Link.configure({ enableTarget: false, protocols: ["mailto"] }),
  prose.Dropcursor,
  prose.Gapcursor,
  prose.History,
  prose.Menu,
];

// Docs and Word say bold and italic in styles. The CSP refuses styles even in a document that is only
// read, so they are renamed before anything parses them, and turned into the marks that they mean.
const marksOf = (html) => {
  const plain = html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/(<[^<>]*?)\sstyle\s*=/gi, "$1 data-style=");
  const page = new DOMParser().parseFromString(plain, "text/html");
  for (const part of page.querySelectorAll("[data-style]")) {
    const style = part.dataset.style;
    part.removeAttribute("data-style");
    const undone =
      (part.matches("b, strong") && /font-weight:\s*(normal|[1-5]00)/i.test(style)) ||
      (part.matches("i, em") && /font-style:\s*normal/i.test(style));
    if (undone) part.replaceWith(...part.childNodes);
    else if (part.matches("span")) {
      if (/font-weight:\s*(bold|[6-9]00)/i.test(style)) wrapWords(part, "strong");
      if (/font-style:\s*(italic|oblique)/i.test(style)) wrapWords(part, "em");
    }
  }
  for (const heading of page.querySelectorAll("h1, h3, h4, h5, h6")) {
    const crossHead = page.createElement("h2");
    crossHead.append(...heading.childNodes);
    heading.replaceWith(crossHead);
  }
  return page.body.innerHTML;
};

const wrapWords = (part, tag) => {
  const mark = part.ownerDocument.createElement(tag);
  mark.append(...part.childNodes);
  part.append(mark);
};

const start = async (field) => {
  const prose = await import(field.dataset.bodyEditor);
  const label = document.querySelector(`label[for="${field.id}"]`);
  label.id = `${field.id}_label`;
  const box = document.createElement("div");
  box.className = "prose-editor";
  field.before(box);
  box.append(field);
  const editor = new prose.Editor({
    element: box,
    injectCSS: false, // its few rules are in admin-story.css: a <style> of a script is refused
    content: field.value,
    extensions: extensions(prose),
    editorProps: {
      transformPastedHTML: marksOf,
      attributes: { role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id },
    },
    onUpdate: () => {
      field.value = editor.isEmpty ? "" : editor.getHTML();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  label.addEventListener("click", () => editor.commands.focus());
};

for (const field of document.querySelectorAll("textarea[data-body-editor]")) start(field);
