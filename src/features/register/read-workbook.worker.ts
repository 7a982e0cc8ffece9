import { readWorkbook } from '../../documents/spreadsheet/read-workbook.ts';

// A workbook of thousands of rows takes seconds to read, and one made to harm may take for ever: here it blocks nobody,
// and can be ended.

self.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
  readWorkbook(data).then(
    (read) => self.postMessage(read),
    (error: unknown) => {
      // As an error of this worker, which its owner hears of.
      setTimeout(() => {
        throw error;
      });
    },
  );
};
