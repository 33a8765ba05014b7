// How the files of the page are laid out.
export default {
  printWidth: 110,
  singleQuote: true,
  arrowParens: 'avoid',
};
