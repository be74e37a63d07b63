import { isLogoSize, LARGEST_LOGO_BYTES } from '@bookonce/kernel/logo-limits';
import { fail, ok, type Result } from '@bookonce/kernel/result';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Why a file cannot be a logo. */
export type LogoFault = 'noPicture' | 'tooSmall';

/** Twice the size at which pages show a logo, for screens with more pixels. */
const SHOWN: Size = { width: 384, height: 192 };

/**
 * Returns a file as base64. A picture that the service would refuse, or that has more pixels than pages show, is drawn
 * again as a smaller one. So is every JPEG: what says how to turn it is metadata, which the service drops.
 */
export const logoDataOf = async (file: File): Promise<Result<string, LogoFault>> => {
  const picture = await createImageBitmap(file).catch(() => null);
  if (picture === null) return fail('noPicture');
  const isTaken = ['image/png', 'image/webp'].includes(file.type) && isWithinLimits(file.size, picture);
  const blob = isTaken ? file : await encodedToFit(picture, (size, type) => drawn(picture, size, type));
  return blob === null ? fail('tooSmall') : ok(base64Of(new Uint8Array(await blob.arrayBuffer())));
};

const isWithinLimits = (bytes: number, picture: Size): boolean => bytes <= LARGEST_LOGO_BYTES && isLogoSize(picture);

type Encode<Encoded> = (size: Size, type: 'image/png' | 'image/webp') => Promise<Encoded>;

/**
 * Makes the picture smaller until its file is small enough. Browsers that cannot write WebP write PNG in its place. Null
 * if it would have too few pixels or is too thin.
 */
export const encodedToFit = async <Encoded extends { readonly size: number }>(
  picture: Size,
  encode: Encode<Encoded>,
): Promise<Encoded | null> => {
  let scale = Math.min(1, SHOWN.width / picture.width, SHOWN.height / picture.height);
  for (; ; scale *= 0.8) {
    const size = { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) };
    if (!isLogoSize(size)) return null;
    for (const type of ['image/png', 'image/webp'] as const) {
      const encoded = await encode(size, type);
      if (encoded.size <= LARGEST_LOGO_BYTES) return encoded;
    }
  }
};

const drawn = (picture: ImageBitmap, { width, height }: Size, type: string): Promise<Blob> => {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height);
  return canvas.convertToBlob({ type, quality: 0.8 });
};

const base64Of = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
