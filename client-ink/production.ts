/** Imported before React, which otherwise is the one for developers: slower, and with a memory for every mistake. */
process.env.NODE_ENV ??= 'production';
