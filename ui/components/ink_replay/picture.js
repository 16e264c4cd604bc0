// The sheet as a file: an SVG, or a picture with its heading to keep or to share.

const SCALE = 2; // pixels of the picture to one of the SVG

export const saveSheet = (data) => save(new Blob([data.svg], { type: "image/svg+xml" }), `${data.file}.svg`);

export async function savePicture(data) {
  save(await pictureOf(data), `${data.file}.png`);
}

export async function sharePicture(data) {
  const file = new File([await pictureOf(data)], `${data.file}.png`, { type: "image/png" });
  await navigator.share({ files: [file], title: data.heading, text: data.heading }).catch(() => {}); // thought better of
}

async function pictureOf({ around: [before, after], svg }) {
  const address = URL.createObjectURL(new Blob([before, svg, after], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: image.naturalWidth * SCALE, height: image.naturalHeight * SCALE });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob(done, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // a browser may ask first where to
}
