<section class="job" lang="en">
<h2 class="job__title"><?= htmlspecialchars($title) ?></h2>
<p class="job__personas">
<?php foreach ($personas as $persona): ?>
<a class="job__persona" href="?persona=<?= htmlspecialchars($persona["key"]) ?>"><?= htmlspecialchars($persona["label"]) ?></a>
<?php endforeach ?>
</p>
<table class="job__table">
<thead><tr><td></td>
<?php foreach ($tiers as $tier): ?>
<th scope="col" data-tier="<?= htmlspecialchars($tier["key"]) ?>"><?= htmlspecialchars($tier["name"]) ?></th>
<?php endforeach ?>
</tr></thead>
<tbody>
<?php foreach ($charges as $charge): ?>
<tr data-kind="<?= htmlspecialchars($charge["kind"]) ?>"><th scope="row"><?= htmlspecialchars($charge["label"]) ?></th>
<?php foreach ($charge["cells"] as $text): ?>
<td class="job__amount"><?= htmlspecialchars($text) ?></td>
<?php endforeach ?>
</tr>
<?php endforeach ?>
</tbody>
<?php foreach ($groups as $group): ?>
<tbody data-group="<?= htmlspecialchars($group["key"]) ?>"><tr><th scope="rowgroup" colspan="5"><?= htmlspecialchars($group["label"]) ?></th></tr>
<?php foreach ($group["rows"] as $row): ?>
<tr class="job__row"><th class="job__label" scope="row" dir="auto"><?= htmlspecialchars($row["label"]) ?></th>
<?php foreach ($row["cells"] as $cell): ?>
<td class="job__cell" data-state="<?= htmlspecialchars($cell["state"]) ?>"><span class="job__text" dir="auto"><?= htmlspecialchars($cell["text"]) ?></span></td>
<?php endforeach ?>
</tr>
<?php endforeach ?>
</tbody>
<?php endforeach ?>
</table>
</section>