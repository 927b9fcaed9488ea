import type { Sandbox } from '../../sandbox';
import { example } from '../n8n/workflowFile';
import { takePicture } from './camera';
import { open, type Scene as SceneOf, type Stage as StageOf } from './stage';
import { callOverdueCustomers, callTooEarly, onFinishedCampaigns } from './workflows';

type Scene = SceneOf<Sandbox>;
type Stage = StageOf<Sandbox>;

/** The pictures of AutoCall. */
export const SCENES: Scene[] = [nodePanel, canvas, errorPanel, triggerPanel];

/** Autocall → Create with the people of a table, run. */
async function nodePanel(stage: Stage): Promise<void> {
	const { editor, sandbox } = stage;
	const sound = sandbox.seedSound({ name: 'Payment reminder', duration: 18 });
	await editor.page.setViewportSize({ width: 1240, height: 837 });
	await open(stage, callOverdueCustomers(sound));
	await editor.executeWorkflow();
	const panel = await editor.openNode('Call Overdue Customers');
	await panel.outputTable();
	await panel.root.getByTestId('ndv-input-panel').getByTestId('radio-button-table').click();
	await panel.output.getByTestId('radio-button-schema').click();
	await takePicture(editor.page, 'node-panel', panel.root, -1);
}

/** An example workflow with its notes. */
async function canvas(stage: Stage): Promise<void> {
	const { editor } = stage;
	await editor.page.setViewportSize({ width: 1600, height: 1300 });
	await open(stage, example('crm-to-dialer.json'));
	await takePicture(
		editor.page,
		'campaign-workflow',
		editor.page.locator('.vue-flow__node, .vue-flow__edge'),
		24,
	);
}

/** An error of AutoCall.kz in the panel. */
async function errorPanel(stage: Stage): Promise<void> {
	const { editor, sandbox } = stage;
	const autocall = sandbox.seedAutocall({ name: 'Payment reminder, November', status: 'awaiting' });
	await editor.page.setViewportSize({ width: 1240, height: 575 });
	await open(stage, callTooEarly(autocall));
	const panel = await editor.openNode('Call From 8 in the Morning');
	await panel.execute();
	await panel.error();
	await panel.idle();
	await takePicture(editor.page, 'error-panel', panel.middle.or(panel.output));
}

/** The trigger's settings. */
async function triggerPanel(stage: Stage): Promise<void> {
	const { editor, sandbox } = stage;
	const { id, name } = sandbox.seedAutocall({
		name: 'Payment reminder, November',
		calls: [{}, {}, { status: 'no_answer' }],
	});
	sandbox.notify('AutocallFinished', { id, name });
	await editor.page.setViewportSize({ width: 1240, height: 608 });
	await open(stage, onFinishedCampaigns());
	const panel = await editor.openNode('When a Campaign Ends');
	await panel.execute();
	await panel.outputTable();
	await panel.output.getByTestId('radio-button-schema').click();
	await panel.idle();
	await takePicture(editor.page, 'trigger-panel', panel.middle.or(panel.output));
}
