/** Expressions before n8n evaluates them: bare words, and the fields of the item that they read. */
import {
	bareWordIn,
	expressionsIn,
	itemFieldsIn,
} from '../../nodes/shared/declaration/expressions';

describe('a word alone in braces', () => {
	it.each([
		['={{name}}', 'name'],
		['=Hello {{ name }}!', 'name'],
		['=Hello {{\tname\n}}!', 'name'],
		['={{ $json.shop }}, {{имя}}', 'имя'],
		['={{_name1}}', '_name1'],
		['={{ client.name }}', 'client.name'],
		['={{ DateTime }}', 'DateTime'],
		['={{ $json.a }} {{name', 'name'],
		['=\\{{name}}', 'name'],
	])('is found in %j: %s', (expression, word) => {
		expect(bareWordIn(expression)).toBe(word);
	});

	it.each([
		['=Hello'],
		['={{ $json.name }}'],
		['={{$json}}'],
		['={{ "name" }}'],
		['={{ 1 }}'],
		['={{ true }}'],
		['={{ null }}'],
		['={{ Math.PI }}'],
		['={{ DateTime.now() }}'],
		['={{ new Date() }}'],
		["={{ '{' }}{name}}"],
		['={{ [1, 2].map((n) => ({ n })) }}'],
		['={ name }'],
		['={{ $json.name ?? "you" }}'],
		['={{ $("Start").item.json.name }}'],
	])('is not found in %j', (expression) => {
		expect(bareWordIn(expression)).toBeUndefined();
	});
});

describe('the fields of its item that an expression reads', () => {
	it.each<[string, string[][]]>([
		['={{ $json.name }}', [['name']]],
		['={{$json.client.name}}', [['client', 'name']]],
		[`={{ $json["Имя"] }} {{ $json['full name'] }}`, [['Имя'], ['full name']]],
		['={{ $json.имя }}', [['имя']]],
		['={{ $json.phones[0].work }}', [['phones', '0', 'work']]],
		['={{ $json.name.toUpperCase() }}', [['name']]],
		['={{ $json.name.first.trim ( ) }}', [['name', 'first']]],
		['={{ $json.a ? $json.b : "c" }}', [['a'], ['b']]],
		['={{ $now.minus({ days: $json.days }) }}', [['days']]],
		['=Hello', []],
		['={{ $now.toFormat("HH:mm") }}', []],
		['={{ $workflow.name }} {{ $execution.id }} {{ $vars.shop }}', []],
		['={{ $("Settings").first().json.text }}', []],
		["={{ $('Настройки').last().json.text }}", []],
	])('are all that counts in %j', (expression, paths) => {
		expect(itemFieldsIn(expression)).toEqual({ paths, isAll: true });
	});

	it.each([
		['={{ $json }}'],
		['={{ $json[$json.field] }}'],
		['={{ $json?.name }}'],
		['={{ Object.keys($json) }}'],
		['={{ $jmespath($json, "name") }}'],
		['={{ $itemIndex }}'],
		['={{ $input.item.json.name }}'],
		['={{ $("Start").item.json.name }}'],
		['={{ $("Start").all()[$itemIndex].json.name }}'],
		['={{ $node["Start"].json.name }}'],
		['={{ $binary.data.fileName }}'],
		['={{ $parameter.name }}'],
		['={{ $fromAI("name") }}'],
		['={{ this.$json.name }}'],
		['={{ $json["a\\"b"] }}'],
	])('are not all that counts in %j', (expression) => {
		expect(itemFieldsIn(expression).isAll).toBe(false);
	});
});

it('expressions are found wherever a parameter holds them', () => {
	expect(expressionsIn('=a')).toEqual(['=a']);
	expect(expressionsIn('a = b')).toEqual([]);
	expect(expressionsIn({ a: '=1', b: { c: ['=2', 'x'] }, d: null, e: 5 })).toEqual(['=1', '=2']);
	expect(expressionsIn(undefined)).toEqual([]);
});
