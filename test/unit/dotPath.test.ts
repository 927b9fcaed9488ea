/** Nested fields by their dot paths, as Laravel names them in its messages. */
import { set } from 'lodash';

import { valueAt } from '../../nodes/shared/declaration/dotPath';
import { fc } from '../support/properties';

describe('setting a value', () => {
	it.each([
		['name', { name: 'x' }],
		['a.b', { a: { b: 'x' } }],
		['data.0.text', { data: [{ text: 'x' }] }],
		['audio_id.0', { audio_id: ['x'] }],
		['audio_id.0.data.text', { audio_id: [{ data: { text: 'x' } }] }],
	])('at %s makes the objects and lists on the way', (path, made) => {
		const target = {};
		set(target, path, 'x');
		expect(target).toEqual(made);
	});

	it('keeps what is already there', () => {
		const target = { type: 'synthesis' };
		set(target, 'data.0.text', 'Hello');
		set(target, 'data.0.voice', 'jane');
		set(target, 'name', 'Greeting');
		expect(target).toEqual({
			type: 'synthesis',
			data: [{ text: 'Hello', voice: 'jane' }],
			name: 'Greeting',
		});
	});

	it('replaces the value that was there', () => {
		const target = { data: [{ text: 'old' }] };
		set(target, 'data.0.text', 'new');
		expect(target).toEqual({ data: [{ text: 'new' }] });
	});
});

describe('reading a value', () => {
	const customer = {
		name: 'Aigul',
		phones: [{ number: '+77011234567' }, { number: '+77021234567' }],
		debt: { amount: 0, note: null },
	};

	it.each([
		['name', 'Aigul'],
		['phones.1.number', '+77021234567'],
		['debt.amount', 0],
		['debt.note', null],
	])('at %s finds it', (path, value) => {
		expect(valueAt(customer, path)).toBe(value);
	});

	it.each([
		['missing'],
		['name.first'],
		['debt.note.text'],
		['phones.2.number'],
		[''],
		['name.length'],
		['constructor'],
		['constructor.name'],
		['__proto__'],
		['phones.map'],
		['toString'],
	])('at %j finds nothing that the data itself does not hold', (path) => {
		expect(valueAt(customer, path)).toBeUndefined();
	});

	it.each([undefined, null, 'text', 5, true])('in %p finds nothing', (source) => {
		expect(valueAt(source, 'name')).toBeUndefined();
	});
});

describe('any path', () => {
	const steps = fc.oneof(fc.stringMatching(/^[a-z_]{1,8}$/), fc.nat(3).map(String));
	const paths = fc
		.tuple(fc.stringMatching(/^[a-z_]{1,8}$/), fc.array(steps, { maxLength: 4 }))
		.map(([first, rest]) => [first, ...rest].join('.'))
		.filter((path) => !/__proto__|constructor/.test(path));

	it('gives back what was set at it', () => {
		fc.assert(
			fc.property(paths, fc.jsonValue(), (path, value) => {
				const target = {};
				set(target, path, value);
				expect(valueAt(target, path)).toEqual(value);
			}),
		);
	});
});
