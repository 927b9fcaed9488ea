import type {
	IAuthenticate,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { apiKeyOf } from '../../../nodes/shared/transport/apiKey';

/** The token of an Autodialer, and where its API is. */
export class AutodialerApi implements ICredentialType {
	name = 'autodialerApi';

	displayName = 'Autodialer API';

	icon: Icon = { light: 'file:../icons/autodialer.svg', dark: 'file:../icons/autodialer.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-autocall/n8n-nodes-autocall/blob/main/packages/autodialer/README.md#the-credential';

	// From n8n 2.25 on no other node gets the token, such as HTTP Request with an address of its own.
	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://dialer.example.kz/apikey',
			description:
				'The address in your manual before /make, such as https://dialer.example.kz/apikey',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			hint: 'Your provider of Autodialer gives it to you (access_token in the manual)',
			description: 'The token can start calls: treat it like a password',
		},
	];

	// The token goes into the body, as the manual has it for /make: a URL would end in logs.
	authenticate: IAuthenticate = async ({ accessToken }, request) => {
		const { query } = (request.body ?? {}) as { query?: object };
		return { ...request, body: { query: { access_token: apiKeyOf(accessToken), ...query } } };
	};

	// A question that changes nothing: the calls of a day long ago.
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: '/cdr',
			body: { query: { date_from: '2020-01-01', date_to: '2020-01-01' } },
			disableFollowRedirect: true,
		},
	};
}
