/** The node as the tool of an AI agent: its model reads everything, and can't set what protects people. */
import type { IDataObject } from 'n8n-workflow';

import {
	bodiesOf,
	define,
	phoneAt,
	sent,
	SPOKEN,
	useFastWaits,
	useZvonobot,
} from '../../support/zvonobot';

const bench = useZvonobot();
useFastWaits();

const asTool = async (parameters: IDataObject, calls: object[] = [{}]) =>
	await bench().engine.runTool({ parameters, credential: bench().credential, calls });
const leftToModel = (key: string, type = 'string') => `={{ $fromAI('${key}', '', '${type}') }}`;
const CALL = { resource: 'call', operation: 'create', ...SPOKEN };

it('calls whom the model says, with what it says', async () => {
	const parameters = {
		...{ ...CALL, ...define(leftToModel('number')) },
		text: leftToModel('text'),
	};
	const { answers } = await asTool(parameters, [{ number: phoneAt(0), text: 'Come at five' }]);
	expect(JSON.parse(String(answers[0]))).toMatchObject([{ phone: phoneAt(0), status: 'created' }]);
	expect(bodiesOf(bench(), 'create')).toMatchObject([{ record: { text: 'Come at five' } }]);
});

it('tells the model that somebody may have been called', async () => {
	bench().sandbox.faults.add({ kind: 'resetAfterEffect' });
	const { answers } = await asTool({ ...CALL, ...define(phoneAt(0)) });
	expect(String(answers[0])).toContain('it may have been carried out anyway');
	expect(String(answers[0])).toContain('Do not send it again until this is known.');
	expect(sent(bench())).toHaveLength(1);
});

it.each<[string, IDataObject]>([
	['Contacts', { contactsSource: leftToModel('c') }],
	['Invalid Numbers', { invalidNumbers: leftToModel('c') }],
	['Remove Duplicates', { removeDuplicates: leftToModel('c', 'boolean') }],
	['Allow Identical Calls', { options: { allowIdentical: leftToModel('c', 'boolean') } }],
	['Duplicate Protection', { options: { duplicateProtection: leftToModel('c', 'boolean') } }],
])('does not let the model set %s', async (label, parameters) => {
	const c = JSON.stringify(parameters).includes('boolean') ? false : 'json';
	const { answers } = await asTool({ ...CALL, ...define(phoneAt(0)), ...parameters }, [{ c }]);
	expect(String(answers[0])).toContain(label);
	expect(String(answers[0])).toContain('takes a fixed value only');
	expect(sent(bench())).toEqual([]);
});

it('does not wait', async () => {
	const { answers } = await asTool({ ...CALL, ...define(phoneAt(0)), waitForCompletion: true });
	expect(sent(bench()).length).toBeLessThanOrEqual(1);
	expect(String(answers[0])).not.toContain('waitTimedOut');
});
