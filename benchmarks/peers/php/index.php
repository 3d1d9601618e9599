<?php
// Plain PHP and PDO: one statement for each table.
$database = new PDO('sqlite:' . getenv('PEERS_DATABASE'), null, null, [
    PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
]);

function rows(string $statement, string $key): array {
    global $database;
    $asked = $database->prepare($statement);
    $asked->execute([$key]);
    return $asked->fetchAll();
}

function gross(array $charge): int {
    return intdiv($charge['net'] * 110 + 50, 100);
}

function text(int $won): string {
    return '₩' . number_format($won);
}

$key = basename(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
$found = rows('select * from comparison where key = ?', $key);
if (!$found) {
    http_response_code(404);
    exit;
}
$title = $found[0]['title'];
$personas = rows('select * from persona where comparison_id = ? order by id', $key);
$tiers = rows('select * from tier where comparison_id = ? order by id', $key);
$groups = rows('select * from feature_group where comparison_id = ? order by id', $key);
$by_tier = $by_group = $by_feature = [];
foreach (rows('select charge.* from charge join tier on tier.id = tier_id where comparison_id = ? order by charge.id', $key) as $one) {
    $by_tier[$one['tier_id']][] = $one;
}
foreach (rows('select cell.* from cell join feature on feature.id = feature_id join feature_group on feature_group.id = group_id where comparison_id = ? order by cell.tier_id', $key) as $one) {
    $by_feature[$one['feature_id']][] = $one;
}
foreach (rows('select feature.* from feature join feature_group on feature_group.id = group_id where comparison_id = ? order by feature.id', $key) as $one) {
    $by_group[$one['group_id']][] = ['label' => $one['label'], 'cells' => $by_feature[$one['id']]];
}
foreach ($groups as &$group) {
    $group['rows'] = $by_group[$group['id']];
}
unset($group);

$charges = $first = $whole = [];
foreach ($by_tier as $charges_of_tier) {
    $due = $sum = 0;
    foreach ($charges_of_tier as $place => $one) {
        $charges[$place] ??= ['kind' => 'charge', 'label' => $one['label'], 'cells' => []];
        $charges[$place]['cells'][] = text(gross($one));
        $due += gross($one);
        $sum += gross($one) * ($one['monthly'] ? 36 : 1);
    }
    $first[] = text($due);
    $whole[] = text($sum);
}
$charges[] = ['kind' => 'now', 'label' => 'First payment', 'cells' => $first];
$charges[] = ['kind' => 'later', 'label' => 'Over 3 years', 'cells' => $whole];
header('Content-Type: text/html; charset=utf-8');
require __DIR__ . '/page.php';
