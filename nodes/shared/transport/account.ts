import { createHash } from 'crypto';
import { NodeOperationError, sleep } from 'n8n-workflow';

import { isWebAddress, urlOf } from './address';
import { isSendable } from './apiKey';
import type { ApiContext } from './apiRequest';
import { RateLimiter } from './rateLimiter';
import type { Service } from './service';

/** Fewest characters of a key that is taken out of data. */
const SHORTEST_IN_DATA = 8;
/** A person's own secret that can be no word, number or address, which the service may write of itself. */
const DISTINCT = /^(?=.*[a-z])(?:.{16,}|(?=.*\d).{8,})$/i;

/** The account that a run's credential belongs to. */
export interface Account {
	/** Address of the API. */
	baseUrl: string;
	/** Removes the key, and a distinct further secret, from a text of the service, which may repeat the request. */
	withoutKey: (text: string) => string;
	/** The same for data, which stays as it is where the key is so short that it may be something else. */
	dataWithoutKey: (text: string) => string;
	/** The rate limiter of everything in this process that uses the same key. */
	rateLimiter: RateLimiter;
}

/** The accounts of a service, each looked up once a run. */
export class Accounts {
	private readonly known = new WeakMap<ApiContext, Promise<Account>>();
	private readonly rateLimiters = new Map<string, RateLimiter>();

	constructor(private readonly service: Service) {}

	/**
	 * The account of a run's credential.
	 *
	 * @throws NodeOperationError when the address is not a web address or the key can't be sent, and n8n's error
	 * when there is no credential
	 */
	async of(context: ApiContext): Promise<Account> {
		const account = this.known.get(context) ?? this.lookUp(context);
		this.known.set(context, account);
		return await account;
	}

	private async lookUp(context: ApiContext): Promise<Account> {
		const { credential } = this.service;
		const { type, name, labels, defaultAddress, whereKeyIs } = credential;
		const { baseUrl, key, secret = '' } = credential.read(await context.getCredentials(type));
		if (!isWebAddress(baseUrl)) {
			throw new NodeOperationError(
				context.getNode(),
				`The ${labels.address} of the ${name} is not a web address`,
				{ description: `Open the credential and set ${labels.address} to ${defaultAddress}.` },
			);
		}
		if (!isSendable(key)) {
			throw new NodeOperationError(
				context.getNode(),
				`The ${labels.key} of the ${name} contains spaces or letters that no key has`,
				{ description: `Open the credential and paste only the key. ${whereKeyIs}` },
			);
		}
		const secrets = DISTINCT.test(secret) ? [key, secret] : [key];
		return {
			baseUrl,
			withoutKey: remover(secrets),
			dataWithoutKey: remover(secrets.filter(({ length }) => length >= SHORTEST_IN_DATA)),
			rateLimiter: this.rateLimiterOf(key, baseUrl),
		};
	}

	private rateLimiterOf(key: string, baseUrl: string): RateLimiter {
		// The service counts by key; a hash stands for it, so that the key isn't kept. Two ways of writing an
		// address are one service.
		const { href } = new URL(urlOf(baseUrl, []));
		const identity = createHash('sha256').update(`${key} ${href}`).digest('base64');
		const rateLimiter =
			this.rateLimiters.get(identity) ??
			// A clock that nobody sets: with Date.now(), setting it back would make everyone wait.
			new RateLimiter({ now: () => performance.now(), sleep }, this.service.limit);
		this.rateLimiters.set(identity, rateLimiter);
		return rateLimiter;
	}
}

function remover(secrets: string[]): Account['withoutKey'] {
	const forms = secrets.flatMap((secret) => [
		secret,
		encodeURIComponent(secret),
		// As PHP writes it in JSON.
		secret.replaceAll('/', '\\/'),
	]);
	const known = [...new Set(forms)].filter((form) => form !== '');
	return (text) => known.reduce((cleaned, form) => cleaned.replaceAll(form, '***'), text);
}
