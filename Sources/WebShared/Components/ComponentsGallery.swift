import HTML
import Kernel
import Wording

/// Every component with sample content, for the staff's page «Mẫu giao diện» and for checking the stylesheet by eye.
public func componentsGallery(in words: LocalWording) -> Node {
  let sample = GallerySample(words: words)
  return el("div", .class("gallery")) {
    gallerySection("messages", title: words.text("gallery.section.messages")) { sample.messages }
    gallerySection("verdicts", title: words.text("gallery.section.verdicts")) { sample.verdicts }
    gallerySection("board", title: words.text("gallery.section.board")) { sample.board }
    gallerySection("charts", title: words.text("gallery.section.charts")) { sample.charts }
    gallerySection("form", title: words.text("gallery.section.form")) { sample.form }
    gallerySection("lists", title: words.text("gallery.section.lists")) { sample.lists }
  }
}

private func gallerySection(_ name: String, title: String, @HTMLBuilder content: () -> [Node]) -> Node {
  el("section", .attribute("aria-labelledby", "gallery-\(name)")) {
    el("h2", .id("gallery-\(name)")) { title }
    content()
  }
}
