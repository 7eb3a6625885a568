-- A key widened past its old range, a partition truncated, a table dropped and made again, a NOT NULL column dropped, a table
-- without a key altered.
-- @before
create table k (id int primary key auto_increment, v varchar(20));
insert into k(v) values ('one'),('two');
create table p (id int not null, y int not null, v int, primary key(id,y)) partition by range (y) (partition p0 values less than (10), partition p1 values less than (20), partition pm values less than maxvalue);
insert into p values (1,1,1),(2,11,2),(3,30,3);
create table r (id int primary key, v int); insert into r values (1,1),(2,2);
create table nn (id int primary key, legacy int not null, v int); insert into nn values (1,1,1);
create table kl (a int, b int); insert into kl values (1,1),(1,1),(2,2);
create table dpk (id int primary key, v int); insert into dpk values (1,1),(2,2);
-- @stream
alter table k modify id bigint auto_increment;
insert into k values (3000000000,'big'),(3000000001,'big2');
alter table p truncate partition p0;
insert into p values (4,5,4);
drop table r; create table r (id int primary key, v int); insert into r values (5,5);
alter table nn drop column legacy;
insert into nn values (2,2); update nn set v=9 where id=1;
alter table kl add column c int not null default 3; insert into kl values (4,4,4); delete from kl where a=2; update kl set b=7 where a=1 limit 1;
