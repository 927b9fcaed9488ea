/** Addresses of requests: the base is the person's, the parts are ours, and no part can leave its place. */
import { AUTOCALL_KZ } from '../../nodes/AutoCall/service/autoCallKz';
import { isWebAddress, urlOf } from '../../nodes/shared/transport/address';
import { fc, runs } from '../support/properties';

describe('the address of a request', () => {
	it('is the base with the parts of the path', () => {
		expect(urlOf(AUTOCALL_KZ.credential.defaultAddress, ['lists', 'append', 73])).toBe(
			'https://autocall.kz/api/v1/lists/append/73',
		);
	});

	it.each([
		'https://autocall.kz/api/v1',
		'https://autocall.kz/api/v1/',
		'https://autocall.kz/api/v1///',
		'  https://autocall.kz/api/v1/ \n',
	])('does not depend on slashes and spaces around the base: %j', (base) => {
		expect(urlOf(base, ['balance'])).toBe('https://autocall.kz/api/v1/balance');
	});

	it.each([
		['a/b', 'a%2Fb'],
		['...', '...'],
		['?type=text', '%3Ftype%3Dtext'],
		['#end', '%23end'],
		['100%', '100%25'],
		['a b', 'a%20b'],
		['Әлем', '%D3%98%D0%BB%D0%B5%D0%BC'],
	])('encodes each part: %j', (part, encoded) => {
		expect(urlOf('https://autocall.kz', ['sounds', part])).toBe(
			`https://autocall.kz/sounds/${encoded}`,
		);
	});
});

describe('a part that no encoding keeps in its place', () => {
	it.each(['', '.', '..'])('is refused: %j', (part) => {
		expect(() => urlOf(AUTOCALL_KZ.credential.defaultAddress, ['lists', part])).toThrow(
			new TypeError(`"${part}" cannot be a part of a path`),
		);
	});
});

describe('the base of the public endpoints', () => {
	it.each([
		['https://autocall.kz/api/v1', 'https://autocall.kz/api/public'],
		['https://autocall.kz/api/v1/', 'https://autocall.kz/api/public'],
		[' http://127.0.0.1:8080/api/v1 ', 'http://127.0.0.1:8080/api/public'],
	])('stands beside %j', (base, publicBase) => {
		expect(AUTOCALL_KZ.publicBaseUrl?.(base)).toBe(publicBase);
	});

	it('needs a web address', () => {
		expect(() => AUTOCALL_KZ.publicBaseUrl?.('autocall.kz')).toThrow('Invalid URL');
	});
});

describe('a web address', () => {
	it.each(['https://example.com', 'http://127.0.0.1:5678/webhook/1?a=b', 'HTTPS://EXAMPLE.COM'])(
		'is %j',
		(address) => {
			expect(isWebAddress(address)).toBe(true);
		},
	);

	it.each([
		[''],
		['example.com'],
		['/webhook'],
		['ftp://example.com'],
		['file:///etc/passwd'],
		['javascript:alert(1)'],
		['data:text/plain,hello'],
		['https://'],
		[undefined],
		[null],
		[5],
		[{ href: 'https://example.com' }],
	])('is not %p', (address) => {
		expect(isWebAddress(address)).toBe(false);
	});
});

describe('any part of a path', () => {
	const texts = fc.oneof(
		fc.string({ unit: 'grapheme', minLength: 1 }),
		fc.string({ unit: 'binary-ascii', minLength: 1 }),
		fc.constantFrom(
			'...',
			'%2e%2e',
			'%2E',
			'../settings',
			'..\\',
			'//evil.test',
			'@evil.test',
			':80',
		),
	);
	const parts = fc.oneof(
		texts.filter((part) => part !== '.' && part !== '..'),
		fc.integer(),
	);

	it('stays one part of the path: nothing before it, after it or around it changes', () => {
		fc.assert(
			fc.property(parts, parts, (first, second) => {
				const url = new URL(
					urlOf('https://autocall.kz/api/v1', ['sounds', 'listen', first, second]),
				);

				expect(url.origin).toBe('https://autocall.kz');
				expect(url.username + url.password + url.search + url.hash).toBe('');
				const [, api, v1, sounds, listen, ...rest] = url.pathname.split('/');
				expect([api, v1, sounds, listen]).toEqual(['api', 'v1', 'sounds', 'listen']);
				expect(rest.map(decodeURIComponent)).toEqual([String(first), String(second)]);
			}),
			{ numRuns: runs(500) },
		);
	});
});
