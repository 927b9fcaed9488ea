import type {
	IAuthenticate,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { apiKeyOf } from '../nodes/shared/transport/apiKey';

/** The key of an AutoCall.kz account. */
export class AutoCallApi implements ICredentialType {
	name = 'autoCallApi';

	displayName = 'AutoCall API';

	icon: Icon = { light: 'file:../icons/autocall.svg', dark: 'file:../icons/autocall.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-autocall/n8n-nodes-autocall?tab=readme-ov-file#the-credential';

	// From n8n 2.25 on no other node gets the key, such as an HTTP Request node.
	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			hint: 'Find it in your account at autocall.kz under Settings → API',
			description: 'The key can spend the money of the account: treat it like a password',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://autocall.kz/api/v1',
			description: 'Address of the API; change it only to use a proxy or a test server',
		},
	];

	// A function instead of n8n's generic form, which evaluates an expression for every request.
	authenticate: IAuthenticate = async ({ apiKey }, request) => ({
		...request,
		headers: { ...request.headers, Authorization: `Bearer ${apiKeyOf(apiKey)}` },
	});

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "")}}',
			url: '/balance',
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'AutoCall.kz did not accept this API key. Copy it again from Settings → API of your account at autocall.kz.',
				},
			},
		],
	};
}
