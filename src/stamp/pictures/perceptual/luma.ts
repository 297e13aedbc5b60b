/** Brightness of a picture on a grid, the input of its perceptual digest. Pure. */

/** Row by row; values from 0 to 255. */
export interface Luma {
  width: number;
  height: number;
  data: Float32Array;
}
