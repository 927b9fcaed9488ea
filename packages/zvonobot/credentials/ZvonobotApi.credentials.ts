import type {
	IAuthenticate,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { apiKeyOf } from '../../../nodes/shared/transport/apiKey';

const WRONG_KEY =
	'Zvonobot did not accept this API key. Copy it again, or ask your manager at Zvonobot for it.';

/** The key of an account at Zvonobot, or at another brand of the same platform. */
export class ZvonobotApi implements ICredentialType {
	name = 'zvonobotApi';

	displayName = 'Zvonobot API';

	icon: Icon = { light: 'file:../icons/zvonobot.svg', dark: 'file:../icons/zvonobot.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-autocall/n8n-nodes-autocall/blob/main/packages/zvonobot/README.md#the-credential';

	// From n8n 2.25 on no other node gets the key, such as HTTP Request with an address of its own.
	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		{
			displayName: 'Domain',
			name: 'domain',
			type: 'string',
			required: true,
			default: 'lk.zvonobot.ru',
			placeholder: 'e.g. lk.zvonobot.kz',
			description:
				'Where you sign in: lk.zvonobot.ru, lk.zvonobot.kz, lk.calldog.ru (Calldog), in.effebot.com (Effebot), or that of another brand. A whole web address works too, for a proxy or a test server.',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			hint: 'Your manager or partner at Zvonobot gives it to you',
			description: 'The key can spend the money of the account: treat it like a password',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Any long random text of your own, in Latin letters and digits',
			description:
				'Sent along with every webhook that the node sets up, in the header X-Webhook-Secret. Zvonobot Trigger then starts on requests with this secret only.',
		},
	];

	// The key goes into the body: a URL would end in logs.
	authenticate: IAuthenticate = async ({ apiKey }, request) => {
		const key = apiKeyOf(apiKey);
		const { body } = request as { body?: unknown };
		if (body instanceof FormData) {
			body.append('apiKey', key);
			return request;
		}
		return { ...request, body: { ...(body as object | undefined), apiKey: key } };
	};

	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL:
				'={{ ($credentials.domain.trim().includes("://") ? "" : "https://") + $credentials.domain.trim().replace(/\\/+$/, "") }}',
			url: '/apiCalls/userInfo',
			disableFollowRedirect: true,
		},
		// n8n takes both kinds together, although its type doesn't say so.
		rules: [
			{
				type: 'responseSuccessBody',
				properties: { key: 'status', value: 'error', message: WRONG_KEY },
			},
			// The request holds nothing but the key.
			...[400, 401, 403, 422].map((value) => ({
				type: 'responseCode',
				properties: { value, message: WRONG_KEY },
			})),
		] as ICredentialTestRequest['rules'],
	};
}
