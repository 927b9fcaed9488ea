import isEmpty from 'lodash/isEmpty';
import type { IDataObject } from 'n8n-workflow';

import { apiKeyOf } from '../../shared/transport/apiKey';
import { asObject, isObject } from '../../shared/transport/responseShape';
import type { Service, ServiceWords } from '../../shared/transport/service';
import { explain, findCause } from './failures';
import { withAmounts } from './amounts';
import { nestedPageOf } from './nestedPages';

/** AutoCall.kz: its address, limit, responses and words. */
export const AUTOCALL_KZ: Service = {
	name: 'AutoCall.kz',
	nodeName: 'AutoCall',
	support: 'AutoCall.kz support at info@autocall.kz',
	credential: {
		type: 'autoCallApi',
		name: 'AutoCall credential',
		labels: { address: 'Base URL', key: 'API Key' },
		defaultAddress: 'https://autocall.kz/api/v1',
		whereKeyIs: 'Find it in your account at autocall.kz under Settings → API.',
		read: ({ apiKey, baseUrl }) => ({ key: apiKeyOf(apiKey), baseUrl: baseUrl as string }),
	},
	// An account has 300 a minute unless support has raised it (Laravel's throttle).
	limit: { requests: 300, windowMs: 60_000 },
	// Public endpoints stand beside the authorised ones on the same host: https://autocall.kz/api/public.
	publicBaseUrl: (baseUrl) => `${new URL(baseUrl.trim()).origin}/api/public`,
	memoryKey: 'autoCallRun',
	readRateLimit(headers) {
		const limit = Number(headers['x-ratelimit-limit']);
		const remaining = Number(headers['x-ratelimit-remaining']);
		const areCounts = Number.isSafeInteger(limit) && Number.isSafeInteger(remaining);
		return areCounts && limit > 0 && remaining >= 0 && remaining <= limit
			? { limit, remaining }
			: undefined;
	},
	// Laravel's form: a message, and messages by field.
	readWords: (body) => (typeof body === 'object' ? ((body ?? {}) as ServiceWords) : {}),
	// Laravel's form of an error, or a flag that says no, and nothing else.
	isRefusal(body) {
		const { id, data, errors, success } = asObject(body);
		const tellsOfError = success === false || (isObject(errors) && !isEmpty(errors));
		return tellsOfError && id === undefined && data === undefined;
	},
	// 204 after a deletion, 202 for a create that is carried out later.
	mayBeEmpty: ({ method }, status) =>
		method === 'DELETE' ? status === 204 : method === 'POST' && status === 202,
	readBody: withAmounts,
	pages: {
		query: (page) => ({ page }),
		read(body, request) {
			const key = nestedPageOf(request);
			return key === undefined ? body : (body as IDataObject | null)?.[key];
		},
	},
	explain,
	findCause,
};
