import { createHash } from 'crypto';
import { NodeOperationError, sleep } from 'n8n-workflow';

import { isWebAddress } from './address';
import type { ApiContext } from './apiRequest';
import { Pace } from './pace';

/** What a run needs of its credential. */
export interface Account {
	/** Address of the API. */
	baseUrl: string;
	/** A text of the service without the key, in case it holds what it was sent. */
	withoutKey: (text: string) => string;
	/** The pace of everything in this process that uses the same key. */
	pace: Pace;
}

const accounts = new WeakMap<ApiContext, Promise<Account>>();
const paces = new Map<string, Pace>();

/**
 * The account of a run's credential; looked up once a run.
 *
 * @throws NodeOperationError when the Base URL is no web address, and what n8n throws when there is no
 * credential
 */
export async function accountOf(context: ApiContext): Promise<Account> {
	const known = accounts.get(context);
	if (known) return await known;
	const account = lookUp(context);
	accounts.set(context, account);
	return await account;
}

async function lookUp(context: ApiContext): Promise<Account> {
	const { apiKey, baseUrl } = await context.getCredentials<{ apiKey: string; baseUrl: string }>(
		'autoCallApi',
	);
	if (!isWebAddress(baseUrl)) {
		throw new NodeOperationError(
			context.getNode(),
			'The Base URL of the AutoCall credential is not a web address',
			{ description: 'Open the credential and set Base URL to https://autocall.kz/api/v1.' },
		);
	}
	const withoutKey = (text: string) =>
		apiKey ? text.replaceAll(apiKey, '***').replaceAll(encodeURIComponent(apiKey), '***') : text;
	return { baseUrl, withoutKey, pace: paceOf(apiKey, baseUrl) };
}

function paceOf(apiKey: string, baseUrl: string): Pace {
	// The service counts by key; a hash stands for it, so that the key isn't kept.
	const identity = createHash('sha256').update(`${apiKey} ${baseUrl}`).digest('base64');
	// A clock that nobody sets: with Date.now(), setting it back would make everyone wait.
	const pace = paces.get(identity) ?? new Pace({ now: () => performance.now(), sleep });
	paces.set(identity, pace);
	return pace;
}
