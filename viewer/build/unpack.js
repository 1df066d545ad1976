// Unpacks the viewer's style and script and hands them to the browser, which takes them only if
// they are those that the page's policy names. The trusted type is made once: nobody else can.
(async () => {
  try {
    const packed = atob(document.getElementById('clew-packed')?.textContent ?? '');
    const bytes = Uint8Array.from(packed, (one) => one.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const { style, script } = await new Response(stream).json();
    const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy('clew', {
      createScript: (/** @type {string} */ text) => text,
    });
    for (const [tag, text] of [
      ['style', style],
      ['script', policy?.createScript(script) ?? script],
    ]) {
      const element = document.createElement(tag);
      element.textContent = text;
      document.head.append(element);
    }
  } catch (error) {
    document.body.append(
      'This browser cannot show the report: ' +
        error +
        '. It needs one of 2024 or later; the data stands in this file, and in the report.json beside it.',
    );
  }
})();
