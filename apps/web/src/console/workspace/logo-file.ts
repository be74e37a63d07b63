/** The service takes no larger pictures. */
const MOST_BYTES = 48 * 1024;
/** Twice the size at which pages show a logo, for screens with more pixels. */
const WIDEST = 384;
const HIGHEST = 192;

/**
 * Returns a file as base64. A picture that is too large, or of another kind that the browser can draw, is drawn again as a
 * smaller one. Throws if it is no picture.
 */
export const logoDataOf = async (file: File): Promise<string> => {
  const isTaken = ['image/png', 'image/jpeg', 'image/webp'].includes(file.type) && file.size <= MOST_BYTES;
  const blob = isTaken ? file : await drawnSmaller(file);
  return base64Of(new Uint8Array(await blob.arrayBuffer()));
};

const drawnSmaller = async (file: File): Promise<Blob> => {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, WIDEST / picture.width, HIGHEST / picture.height);
  const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const png = await canvas.convertToBlob({ type: 'image/png' });
  return png.size <= MOST_BYTES ? png : canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
};

const base64Of = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
