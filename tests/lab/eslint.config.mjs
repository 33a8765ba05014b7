// What ESLint refuses in the page and its tests. Run from the project's root: npm run lint in tests/lab does.
import js from '@eslint/js';
import globals from 'globals';

const rules = {
  'no-unused-vars': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'prefer-template': 'error',
  'object-shorthand': 'error',
  eqeqeq: 'error',
  curly: ['error', 'multi-line'],
  'no-shadow': 'error',
  'no-else-return': 'error',
  'no-param-reassign': 'error',
  'no-nested-ternary': 'error',
  'default-case-last': 'error',
  'require-await': 'error',
  'max-len': ['error', { code: 110, ignoreStrings: true }],
  'max-lines': ['error', 300],
  'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
  'max-params': ['error', 6],
  complexity: ['error', 15],
};

export default [
  { ...js.configs.recommended, files: ['simulation/lab/page/js/**/*.js', 'tests/lab/*.mjs'] },
  { files: ['simulation/lab/page/js/**/*.js'], languageOptions: { globals: globals.browser }, rules },
  { files: ['tests/lab/*.mjs'], languageOptions: { globals: globals.nodeBuiltin } },
];
