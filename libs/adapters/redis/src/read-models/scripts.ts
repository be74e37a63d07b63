import type { View } from '@bookonce/kernel/ports/read-models';
import type { LuaScript, RedisConnection } from '../connection/redis-connection.js';

/*
 * Keys, each after the installation's prefix:
 *
 *   views:checkpoints        hash: view → position of the last event that its documents include
 *   views:epochs             hash: view → text that is new whenever its documents start from nothing
 *   views:filled             hash: view → the epoch in which its documents reached the end of history
 *   views:followed           hash: view → epoch milliseconds at which a process last followed it
 *
 * and after the prefix of a view, `view:<view>:`
 *
 *   shapes                   hash: collection → names of its indexes
 *   docs:<collection>        hash: id → JSON
 *   ids:<collection>         sorted set: id
 *   sorted:<collection>      sorted set: place (sort key, id)
 *   index:<collection>:<i>   sorted set: value, place; one member for each value
 *   entries:<collection>     hash: id → its place and index values, to know what to remove
 *
 * Every score is 0, so that members are in the order of their bytes. All texts are `orderedText`.
 *
 * Releases before versioned views kept `checkpoints`, `epochs` and `whole`, and the keys of their documents without a
 * view's prefix. All of that counts as one view, so that such a release can be started again for a while.
 */
const UNVERSIONED = 'unversioned@0';

/** Returns what every key of a view's documents begins with. */
export const viewPrefix = ({ prefix }: Pick<RedisConnection, 'prefix'>, { key }: View): string =>
  `${prefix}view:${key}:`;

/** Answers epoch and position (empty: none) of a view. ARGV: view, an epoch in case it has none. */
export const BEGIN: LuaScript = {
  name: 'bookonceBeginView',
  lua: String.raw`
redis.call('HSETNX', KEYS[1] .. 'views:epochs', ARGV[1], ARGV[2])
return {
  redis.call('HGET', KEYS[1] .. 'views:epochs', ARGV[1]),
  redis.call('HGET', KEYS[1] .. 'views:checkpoints', ARGV[1]) or ''
}`,
};

/**
 * Writes documents, their index entries and the checkpoint, or nothing: answers `done`, `moved` (another epoch or
 * position than the batch was folded on), or `{ collection }` if that has documents of another shape.
 *
 * KEYS: prefix, prefix of the view. ARGV: view, position, its epoch, the position before (empty: none), number of
 * collections, name and shape of each; then for each document: number of its collection, id, JSON (empty: removed) and,
 * unless it is removed, its place and one text for each index: its values, each after "=", separated by NUL.
 */
export const COMMIT: LuaScript = {
  name: 'bookonceCommitView',
  lua: String.raw`
local prefix, viewPrefix, view, position = KEYS[1], KEYS[2], ARGV[1], ARGV[2]
local epoch = redis.call('HGET', prefix .. 'views:epochs', view)
local before = redis.call('HGET', prefix .. 'views:checkpoints', view) or ''
if epoch ~= ARGV[3] or before ~= ARGV[4] then return 'moved' end

local at = 5
local function take()
  at = at + 1
  return ARGV[at]
end

local collections = {}
for number = 1, tonumber(ARGV[5]) do
  local name, shape = take(), take()
  local known = redis.call('HGET', viewPrefix .. 'shapes', name)
  if known and known ~= shape then return { name } end
  local lists = { viewPrefix .. 'sorted:' .. name }
  for index in string.gmatch(shape, '%S+') do lists[#lists + 1] = viewPrefix .. 'index:' .. name .. ':' .. index end
  collections[number] = {
    name = name, shape = shape, known = known, lists = lists,
    docs = viewPrefix .. 'docs:' .. name, ids = viewPrefix .. 'ids:' .. name, entries = viewPrefix .. 'entries:' .. name
  }
end

-- An entry is the place, then the values of each index. Members of the first list are places, of others value and place.
local function change(command, key, entry, list)
  local members = {}
  if list == 1 then
    members[1] = entry[1]
  else
    for value in string.gmatch(entry[list], '=([^%z]*)%z?') do members[#members + 1] = value .. '\0' .. entry[1] end
  end
  for _, member in ipairs(members) do
    if command == 'ZREM' then redis.call('ZREM', key, member) else redis.call('ZADD', key, 0, member) end
  end
end

local function move(collection, old, new)
  for number, list in ipairs(collection.lists) do
    if not old or not new or old[1] ~= new[1] or old[number] ~= new[number] then
      if old then change('ZREM', list, old, number) end
      if new then change('ZADD', list, new, number) end
    end
  end
end

for _, collection in ipairs(collections) do
  if not collection.known then redis.call('HSET', viewPrefix .. 'shapes', collection.name, collection.shape) end
end

while at < #ARGV do
  local collection, id, doc = collections[tonumber(take())], take(), take()
  local packed = redis.call('HGET', collection.entries, id)
  local old = packed and cmsgpack.unpack(packed)
  if doc == '' then
    if old then
      redis.call('HDEL', collection.docs, id)
      redis.call('HDEL', collection.entries, id)
      redis.call('ZREM', collection.ids, id)
      move(collection, old, nil)
    end
  else
    local new = {}
    for number = 1, #collection.lists do new[number] = take() end
    redis.call('HSET', collection.docs, id, doc)
    local repacked = cmsgpack.pack(new)
    if repacked ~= packed then
      if not old then redis.call('ZADD', collection.ids, 0, id) end
      redis.call('HSET', collection.entries, id, repacked)
      move(collection, old, new)
    end
  end
end

redis.call('HSET', prefix .. 'views:checkpoints', view, position)
redis.call('PUBLISH', prefix .. 'commits', view .. ' ' .. position)
return 'done'`,
};

/** Marks the view as filled and answers 1 if its documents are of this epoch; else answers 0. ARGV: view, epoch. */
export const MARK_FILLED: LuaScript = {
  name: 'bookonceMarkFilled',
  lua: String.raw`
if redis.call('HGET', KEYS[1] .. 'views:epochs', ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1] .. 'views:filled', ARGV[1], ARGV[2])
return 1`,
};

/** Skips views that are not stored. ARGV: epoch milliseconds, then views. */
export const MARK_FOLLOWED: LuaScript = {
  name: 'bookonceMarkFollowed',
  lua: String.raw`
for number = 2, #ARGV do
  local view = ARGV[number]
  local isUnversioned = view == '${UNVERSIONED}' and redis.call('EXISTS', KEYS[1] .. 'checkpoints') == 1
  if isUnversioned or redis.call('HEXISTS', KEYS[1] .. 'views:epochs', view) == 1 then
    redis.call('HSET', KEYS[1] .. 'views:followed', view, ARGV[1])
  end
end`,
};

/**
 * Answers of each view: its name, position (empty: none), "1" if it is filled, when it was last followed (empty: never),
 * its epoch (empty: unversioned), and its shapes: collections and the names of their indexes in turn.
 */
export const VIEWS: LuaScript = {
  name: 'bookonceViews',
  lua: String.raw`
local prefix, answer = KEYS[1], {}
local function add(view, position, filled, epoch)
  local followed = redis.call('HGET', prefix .. 'views:followed', view) or ''
  local shapes = redis.call('HGETALL', prefix .. 'view:' .. view .. ':shapes')
  answer[#answer + 1] = { view, position, filled, followed, epoch, shapes }
end

local epochs = redis.call('HGETALL', prefix .. 'views:epochs')
for number = 1, #epochs, 2 do
  local view = epochs[number]
  local isFilled = redis.call('HGET', prefix .. 'views:filled', view) == epochs[number + 1]
  add(view, redis.call('HGET', prefix .. 'views:checkpoints', view) or '', isFilled and '1' or '', epochs[number + 1])
end

local newest = ''
for _, position in ipairs(redis.call('HVALS', prefix .. 'checkpoints')) do
  if position > newest then newest = position end
end
if newest ~= '' then add('${UNVERSIONED}', newest, '1', '') end
return answer`,
};

/** Removes a view with all its documents. KEYS: prefix, prefix of the view. ARGV: view. */
export const REMOVE: LuaScript = {
  name: 'bookonceRemoveView',
  lua: String.raw`
local prefix, viewPrefix, view = KEYS[1], KEYS[2], ARGV[1]
for _, hash in ipairs({ 'checkpoints', 'epochs', 'filled', 'followed' }) do
  redis.call('HDEL', prefix .. 'views:' .. hash, view)
end
if view == '${UNVERSIONED}' then
  viewPrefix = prefix
  redis.call('UNLINK', prefix .. 'checkpoints', prefix .. 'epochs', prefix .. 'whole')
end
local shapes = redis.call('HGETALL', viewPrefix .. 'shapes')
for number = 1, #shapes, 2 do
  local name = shapes[number]
  for index in string.gmatch(shapes[number + 1], '%S+') do
    redis.call('UNLINK', viewPrefix .. 'index:' .. name .. ':' .. index)
  end
  for _, kind in ipairs({ 'docs:', 'ids:', 'sorted:', 'entries:' }) do redis.call('UNLINK', viewPrefix .. kind .. name) end
end
redis.call('UNLINK', viewPrefix .. 'shapes')`,
};

/**
 * Documents that are in several lists at once, in order: reads the shortest of the lists and asks the others, a
 * bounded number of entries in one call. Answers null if the documents do not have one of the indexes, else the place to go on after (empty: that was all), then place and
 * JSON of each.
 *
 * KEYS: prefix of the view. ARGV: collection, `asc` or `desc`, the place to begin after and the one to end before (empty: none), number of
 * documents, then name and value of each index.
 */
export const LIST: LuaScript = {
  name: 'bookonceList',
  lua: String.raw`
local MOST_ENTRIES, PAGE = 1000, 100
local collection, descending, low, high, wanted = ARGV[1], ARGV[2] == 'desc', ARGV[3], ARGV[4], tonumber(ARGV[5])
local docs = KEYS[1] .. 'docs:' .. collection

local lists = {}
for at = 6, #ARGV, 2 do
  local shape = redis.call('HGET', KEYS[1] .. 'shapes', collection)
  if shape and not string.find(' ' .. shape .. ' ', ' ' .. ARGV[at] .. ' ', 1, true) then return false end
  lists[#lists + 1] = { key = KEYS[1] .. 'index:' .. collection .. ':' .. ARGV[at], value = ARGV[at + 1] .. '\0' }
end
if #lists == 0 then lists[1] = { key = KEYS[1] .. 'sorted:' .. collection, value = '' } end

local function bounds(list)
  local value = list.value
  local min, max = '-', '+'
  if low ~= '' then min = '(' .. value .. low elseif value ~= '' then min = '[' .. value end
  if high ~= '' then max = '(' .. value .. high elseif value ~= '' then max = '(' .. string.sub(value, 1, -2) .. '\1' end
  return min, max
end

local shortest, fewest = 1, nil
if #lists > 1 then
  for number, list in ipairs(lists) do
    local count = redis.call('ZLEXCOUNT', list.key, bounds(list))
    if not fewest or count < fewest then shortest, fewest = number, count end
  end
end
local source = table.remove(lists, shortest)

local function isInOthers(place)
  for _, list in ipairs(lists) do
    if not redis.call('ZSCORE', list.key, list.value .. place) then return false end
  end
  return true
end

local answer = { '' }
local read = 0
while read < MOST_ENTRIES do
  local count = #lists == 0 and math.min(wanted, MOST_ENTRIES) or PAGE
  local min, max = bounds(source)
  local members
  if descending then
    members = redis.call('ZREVRANGEBYLEX', source.key, max, min, 'LIMIT', 0, count)
  else
    members = redis.call('ZRANGEBYLEX', source.key, min, max, 'LIMIT', 0, count)
  end
  for _, member in ipairs(members) do
    local place = string.sub(member, #source.value + 1)
    if descending then high = place else low = place end
    if isInOthers(place) then
      local id = string.sub(place, string.find(place, '\0', 1, true) + 1)
      answer[#answer + 1] = place
      answer[#answer + 1] = redis.call('HGET', docs, id)
      wanted = wanted - 1
      if wanted == 0 then
        answer[1] = place
        return answer
      end
    end
  end
  if #members < count then return answer end
  read = read + #members
end
answer[1] = descending and high or low
return answer`,
};

/**
 * Documents by id: answers id and JSON of each, in order.
 * KEYS: prefix of the view. ARGV: collection, bounds as in ZRANGEBYLEX, number of documents.
 */
export const SPAN: LuaScript = {
  name: 'bookonceSpan',
  lua: String.raw`
local ids = redis.call('ZRANGEBYLEX', KEYS[1] .. 'ids:' .. ARGV[1], ARGV[2], ARGV[3], 'LIMIT', 0, tonumber(ARGV[4]))
local answer = {}
for _, id in ipairs(ids) do
  answer[#answer + 1] = id
  answer[#answer + 1] = redis.call('HGET', KEYS[1] .. 'docs:' .. ARGV[1], id)
end
return answer`,
};
