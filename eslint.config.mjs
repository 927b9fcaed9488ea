import n8nCommunityNodes from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const jsonAsModule = { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } };
/** Of each package: the root, and those in packages/. */
const nodes = ['nodes/**/*.ts', 'packages/*/nodes/**/*.ts'];
const credentials = ['credentials/**/*.ts', 'packages/*/credentials/**/*.ts'];
const manifests = ['package.json', 'packages/*/package.json'];
const base = { 'n8n-nodes-base': n8nNodesBase };

export default tseslint.config(
	{ ignores: ['**/dist/', 'coverage/', 'node_modules/', 'n8n/home/'] },
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.recommended],
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			// A rest sibling is how a key is left out of an object.
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ ignoreRestSiblings: true, varsIgnorePattern: '^_' },
			],
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
		},
	},
	{
		files: nodes,
		plugins: base,
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			// These two want `['main']`; n8n's newer plugin below wants `NodeConnectionTypes.Main` for the same.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
		},
	},
	{
		files: credentials,
		plugins: base,
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			// Asks for the camelCase name of a page of n8n's own documentation, which a community credential has none of.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
		},
	},
	{
		files: manifests,
		plugins: base,
		languageOptions: jsonAsModule,
		rules: n8nNodesBase.configs.community.rules,
	},
	{
		files: nodes,
		rules: {
			'no-restricted-imports': [
				'error',
				{
					paths: [
						{
							name: 'lodash',
							message:
								"Import 'lodash/omit': n8n hasn't loaded the whole, which takes longer than the node.",
						},
					],
				},
			],
		},
	},
	{
		...n8nCommunityNodes.configs.recommended,
		files: [...manifests, ...nodes, ...credentials],
	},
);
