import { createHash } from 'crypto';
import { NodeOperationError, sleep } from 'n8n-workflow';

import { isWebAddress, urlOf } from './address';
import { apiKeyOf, isSendable } from './apiKey';
import type { ApiContext } from './apiRequest';
import { RateLimiter } from './rateLimiter';

/** What a run needs of its credential. */
export interface Account {
	/** Address of the API. */
	baseUrl: string;
	/** A text of the service without the key, in case it holds what it was sent. */
	withoutKey: (text: string) => string;
	/** The pace of everything in this process that uses the same key. */
	pace: RateLimiter;
}

const accounts = new WeakMap<ApiContext, Promise<Account>>();
const paces = new Map<string, RateLimiter>();

/**
 * The account of a run's credential; looked up once a run.
 *
 * @throws NodeOperationError when the Base URL is no web address or the key can be none, and what n8n throws
 * when there is no credential
 */
export async function accountOf(context: ApiContext): Promise<Account> {
	const known = accounts.get(context);
	if (known) return await known;
	const account = lookUp(context);
	accounts.set(context, account);
	return await account;
}

async function lookUp(context: ApiContext): Promise<Account> {
	const credential = await context.getCredentials<{ apiKey: string; baseUrl: string }>(
		'autoCallApi',
	);
	const { baseUrl } = credential;
	const apiKey = apiKeyOf(credential.apiKey);
	if (!isWebAddress(baseUrl)) {
		throw new NodeOperationError(
			context.getNode(),
			'The Base URL of the AutoCall credential is not a web address',
			{ description: 'Open the credential and set Base URL to https://autocall.kz/api/v1.' },
		);
	}
	if (!isSendable(apiKey)) {
		throw new NodeOperationError(
			context.getNode(),
			'The API Key of the AutoCall credential holds spaces or letters that no key has',
			{
				description:
					'Open the credential and paste the key alone, as it stands in your account at autocall.kz under Settings → API.',
			},
		);
	}
	const withoutKey = (text: string) =>
		apiKey ? text.replaceAll(apiKey, '***').replaceAll(encodeURIComponent(apiKey), '***') : text;
	return { baseUrl, withoutKey, pace: paceOf(apiKey, baseUrl) };
}

function paceOf(apiKey: string, baseUrl: string): RateLimiter {
	// The service counts by key; a hash stands for it, so that the key isn't kept. Two ways of writing an
	// address are one service.
	const { href } = new URL(urlOf(baseUrl, []));
	const identity = createHash('sha256').update(`${apiKey} ${href}`).digest('base64');
	// A clock that nobody sets: with Date.now(), setting it back would make everyone wait.
	const pace = paces.get(identity) ?? new RateLimiter({ now: () => performance.now(), sleep });
	paces.set(identity, pace);
	return pace;
}
